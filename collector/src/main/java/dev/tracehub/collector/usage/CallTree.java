/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import dev.tracehub.v1.SpanOrBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The spans of one trace that are remembered. Not thread-safe. */
final class CallTree {

  private final Map<String, CallNode> nodes = new HashMap<>(8);

  int size() {
    return nodes.size();
  }

  /**
   * Takes a span in; one that came before changes nothing.
   *
   * @param changed told of spans that arrived earlier and have another role now
   * @return the span's node
   */
  CallNode add(SpanOrBuilder span, Consumer<CallNode> changed) {
    CallNode node = node(span.getSpanId());
    if (node.hasArrived()) {
      return node;
    }
    CallNode.Share before = node.share();
    node.arrive(span);
    if (!span.getParentSpanId().isEmpty()) {
      link(node, node(span.getParentSpanId()));
    }
    propagate(node, before, changed);
    return node;
  }

  private CallNode node(String id) {
    return nodes.computeIfAbsent(id, CallNode::new);
  }

  /** Spans that are each other's ancestors are a sender's mistake: the last link is left out. */
  private static void link(CallNode node, CallNode parent) {
    for (CallNode above = parent; above != null; above = above.parent()) {
      if (above == node) {
        return;
      }
    }
    node.setParent(parent);
  }

  private void propagate(CallNode from, CallNode.Share shareBefore, Consumer<CallNode> changed) {
    CallNode node = from;
    CallNode.Share before = shareBefore;
    CallNode.Share now = node.share();
    @Nullable CallNode parent = node.parent();
    while (parent != null && !now.equals(before)) {
      CallNode.Share parentBefore = parent.share();
      if (parent.childChanged(before, now)) {
        changed.accept(parent);
      }
      before = parentBefore;
      now = parent.share();
      parent = parent.parent();
    }
  }
}
