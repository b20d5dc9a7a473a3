/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The spans of one trace that are remembered. Not thread-safe. */
final class CallTree {

  private final Map<String, CallNode> nodes = new HashMap<>(8);
  private final SameAnswers answers = new SameAnswers();

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
    CallNode.Share share = node.share();
    node.arrive(span);
    if (!span.getParentSpanId().isEmpty()) {
      link(node, node(span.getParentSpanId()));
    }
    answers.add(node);
    Map<CallNode, UsageRole> earlier = new LinkedHashMap<>(2);
    propagate(node, share, earlier);
    handDown(node, earlier);
    for (CallNode told : List.copyOf(earlier.keySet())) {
      decideAnswers(told, earlier);
    }
    decideAnswers(node, earlier);
    earlier.forEach(
        (told, role) -> {
          if (told != node && told.role() != role) {
            changed.accept(told);
          }
        });
    return node;
  }

  /**
   * What was reported above decides about estimates. It can be other than it was below a span that
   * came in and below those with other roles; each node passes it on only when it has news.
   */
  private static void handDown(CallNode node, Map<CallNode, UsageRole> earlier) {
    Deque<CallNode> open = new ArrayDeque<>(earlier.keySet());
    open.add(node);
    while (!open.isEmpty()) {
      CallNode parent = open.removeLast();
      if (!parent.hasNews()) {
        continue;
      }
      for (CallNode child = parent.firstChild(); child != null; child = child.nextSibling()) {
        UsageRole role = child.role();
        if (child.toldByParent(parent)) {
          earlier.putIfAbsent(child, role);
        }
        open.add(child);
      }
    }
  }

  private void decideAnswers(CallNode node, Map<CallNode, UsageRole> earlier) {
    answers.decide(node.responseId(), (told, role) -> earlier.putIfAbsent(told, role));
  }

  private CallNode node(String id) {
    return nodes.computeIfAbsent(id, CallNode::new);
  }

  /** Spans that are each other's ancestors are a sender's mistake: the last link is left out. */
  private static void link(CallNode node, CallNode parent) {
    // What has no child is above nothing, and most spans come after their parents.
    boolean mayBeAbove = node == parent || node.firstChild() != null;
    if (!mayBeAbove || !isAbove(node, parent)) {
      node.setParent(parent);
    }
  }

  private static boolean isAbove(CallNode node, CallNode other) {
    for (CallNode above = other; above != null; above = above.parent()) {
      if (above == node) {
        return true;
      }
    }
    return false;
  }

  /** Hands sums up to the ancestors; notes the roles that those had which have another one now. */
  private static void propagate(
      CallNode from, CallNode.Share shareBefore, Map<CallNode, UsageRole> earlier) {
    CallNode node = from;
    CallNode.Share before = shareBefore;
    CallNode.Share now = node.share();
    @Nullable CallNode parent = node.parent();
    while (parent != null && !now.equals(before)) {
      CallNode.Share parentBefore = parent.share();
      UsageRole role = parent.role();
      if (parent.childChanged(before, now)) {
        earlier.putIfAbsent(parent, role);
      }
      before = parentBefore;
      now = parent.share();
      parent = parent.parent();
    }
  }
}
