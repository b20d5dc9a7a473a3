/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import java.util.List;
import java.util.Set;

/**
 * What LangGraph's triggers tell about where a passage came from. The channel names are the
 * engine's: {@code start:x}, {@code x} (a plain edge, older versions), {@code branch:x:condition:y}
 * (a conditional edge, older versions), {@code branch:to:y} (any edge, which names no source),
 * {@code join:x+y:z} (an edge that waits for several).
 */
final class Triggers {

  /** The engine's own beginning of a graph. */
  static final String START = "__start__";

  private Triggers() {}

  /**
   * The nodes that a trigger names as sources.
   *
   * @param nodes the nodes of the run
   */
  static List<String> sources(String trigger, Set<String> nodes) {
    if (trigger.equals(START) || trigger.startsWith("start:")) {
      return List.of(START);
    }
    if (trigger.startsWith("join:")) {
      int target = trigger.lastIndexOf(':');
      return target <= 5 ? List.of() : List.of(trigger.substring(5, target).split("\\+", -1));
    }
    if (trigger.startsWith("branch:")) {
      String source = trigger.split(":", -1)[1];
      return source.equals("to") || !nodes.contains(source) ? List.of() : List.of(source);
    }
    return nodes.contains(trigger) ? List.of(trigger) : List.of();
  }
}
