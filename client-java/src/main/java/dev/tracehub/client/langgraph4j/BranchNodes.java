/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langgraph4j;

import dev.tracehub.client.LiveNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of parallel branches: one step, whether they run beside or after each other. */
final class BranchNodes {

  private final RunProgress progress;
  private final List<LiveNode> nodes = new ArrayList<>();

  BranchNodes(RunProgress progress) {
    this.progress = progress;
  }

  synchronized LiveNode start(String name) {
    LiveNode node = progress.start(name, nodes.isEmpty() ? 0 : nodes.get(0).step());
    nodes.add(node);
    return node;
  }

  void pending(LiveNode node) {
    progress.pending(node);
  }

  void ended(LiveNode node) {
    progress.ended(node);
  }

  void failed(LiveNode node, Throwable error) {
    progress.failed(node, error);
  }

  /** All branches have ended, or one failed, which ends the graph's waiting. */
  synchronized void end(@Nullable Throwable error) {
    if (error == null) {
      // A branch that streams is complete now, and not told otherwise.
      nodes.stream().filter(node -> progress.open(node.name()) == node).forEach(progress::ended);
      progress.advance(nodes);
    }
  }
}
