/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the steps of one run of a graph, from 1. A node that names what it follows is one step
 * behind the last of them. Any other begins a new step when no node is open, and runs beside those
 * that are. Guarded by its run.
 */
final class RunSteps {

  /** Of more names than this the steps are not remembered: {@value}. */
  static final int MAX_NAMES = 4_096;

  private final Map<String, Integer> lastByNode = new HashMap<>();
  private int current;

  /**
   * The step of a node that starts.
   *
   * @param parentStep the last step of what it follows; 0 when that is not known
   * @param anyOpen whether another node of the run is open
   */
  int next(int parentStep, boolean anyOpen) {
    if (parentStep > 0) {
      return parentStep + 1;
    }
    return anyOpen ? Math.max(1, current) : current + 1;
  }

  /** The last step of the nodes of a name; 0 when there is none. */
  int lastOf(String node) {
    return lastByNode.getOrDefault(node, 0);
  }

  void started(String node, int step) {
    current = Math.max(current, step);
    if (lastByNode.size() < MAX_NAMES || lastByNode.containsKey(node)) {
      lastByNode.merge(node, step, Math::max);
    }
  }
}
