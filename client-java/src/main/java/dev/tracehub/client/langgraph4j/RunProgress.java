/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.LiveNode;
import dev.tracehub.client.LiveRun;
import dev.tracehub.client.NodeBuilder;
import dev.tracehub.client.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come. LangGraph4j goes step by step, so a node follows the nodes of the step
 * before; and a graph ends at a node that fails, so one that starts again after it failed is tried
 * again. Thread-safe.
 */
final class RunProgress {

  private final LiveRun run;
  private final Map<String, LiveNode> open = new LinkedHashMap<>();
  private final Map<String, Failure> failed = new HashMap<>();
  private final Set<LiveNode> pending = new HashSet<>();
  private List<LiveNode> previous = List.of();

  private record Failure(LiveNode node, Throwable error) {}

  RunProgress(LiveRun run) {
    this.run = run;
  }

  /**
   * Starts a node, current nowhere.
   *
   * @param step the step of the branches beside it; 0 for a step of its own
   */
  synchronized LiveNode start(String name, int step) {
    Failure before = failed.remove(name);
    LiveNode node;
    if (before != null) {
      node = before.node().retryDetached(before.error());
    } else {
      NodeBuilder builder = run.node(name).after(previous.toArray(new LiveNode[0]));
      node = (step > 0 ? builder.step(step) : builder).startDetached();
    }
    open.put(node.name(), node);
    return node;
  }

  /** The node of this name that has not ended. */
  synchronized @Nullable LiveNode open(String name) {
    return open.get(name);
  }

  /** The node has returned, and its result is still being made. */
  synchronized void pending(LiveNode node) {
    pending.add(node);
  }

  /** The node did its work. */
  synchronized void ended(LiveNode node) {
    pending.remove(node);
    open.remove(node.name(), node);
    node.span().ok();
    node.end();
  }

  /** The node failed. */
  synchronized void failed(LiveNode node, Throwable error) {
    Throwable cause = Errors.cause(error);
    pending.remove(node);
    open.remove(node.name(), node);
    failed.put(node.name(), new Failure(node, cause));
    node.error(cause).end();
  }

  /** The run goes on behind these. */
  synchronized void advance(List<LiveNode> nodes) {
    previous = List.copyOf(nodes);
    failed.clear();
  }

  /**
   * Makes the node current behind which the run decides how to go on, or the run before the first.
   * That node has ended; what is called to decide is nevertheless its own.
   */
  synchronized Scope makeCurrent(String source) {
    for (LiveNode node : previous) {
      if (node.name().equals(source)) {
        return node.makeCurrent();
      }
    }
    return run.makeCurrent();
  }

  synchronized void end() {
    run.end();
  }

  /** What still made its result has failed as well; what runs beside it may not have. */
  synchronized void end(Throwable error) {
    Throwable cause = Errors.cause(error);
    List.copyOf(pending).forEach(node -> failed(node, cause));
    run.error(cause).end();
  }
}
