/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Starts one execution of a node of a graph. Where nothing is said about what it follows, the run
 * goes step by step: a node that starts while no other is open follows all nodes of the step
 * before, and one that starts while others are open runs beside them. Not thread-safe; for one
 * execution.
 */
public final class NodeBuilder {

  /** More parents than this are ignored: {@value}. */
  static final int MAX_PARENTS = 64;

  private final LiveRun run;
  private final String name;
  private final Set<String> parents = new LinkedHashSet<>();
  private int parentStep;
  private int step;
  private String source = "";

  NodeBuilder(LiveRun run, String name) {
    this.run = run;
    this.name = Texts.name(name);
  }

  /** What it follows, by the names of nodes: the last execution of each. */
  public NodeBuilder after(String... nodes) {
    Guard.apply(
        nodes,
        given -> {
          for (String node : given) {
            addParent(Texts.name(node), run.lastStepOf(Texts.name(node)));
          }
        });
    return this;
  }

  /** What it follows, by earlier executions. */
  public NodeBuilder after(LiveNode... nodes) {
    Guard.apply(
        nodes,
        given -> {
          for (LiveNode node : given) {
            addParent(node.name(), node.step());
          }
        });
    return this;
  }

  private void addParent(String node, int itsStep) {
    if (!node.isEmpty() && parents.size() < MAX_PARENTS) {
      parents.add(node);
      parentStep = Math.max(parentStep, itsStep);
    }
  }

  /** The step as a graph engine counts it, from 1. Unless said the run counts. */
  public NodeBuilder step(int value) {
    step = Math.max(0, value);
    return this;
  }

  /** Where the node is written, e.g. "Assistant.java:57". */
  public NodeBuilder source(String reference) {
    source = Texts.name(reference);
    return this;
  }

  /** Starts the node and makes its span current on this thread until it ends. */
  public LiveNode start() {
    LiveNode node = startDetached();
    node.span().attach();
    return node;
  }

  /** Starts the node without making its span current anywhere: for another thread. */
  public LiveNode startDetached() {
    if (source.isEmpty() && run.wantsSources()) {
      source = Texts.name(SourceReference.ofCaller());
    }
    return run.start(new LiveRun.Request(name, parents, parentStep, step, source));
  }
}
