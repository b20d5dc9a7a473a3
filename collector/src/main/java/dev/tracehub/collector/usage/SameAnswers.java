/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.usage;

import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The model calls of a trace by the provider's id of their answer. Two libraries that record one
 * call side by side both name it; only one of their spans counts. Not thread-safe.
 */
final class SameAnswers {

  /** More spans with one answer than any call has: servers that give all answers the same id. */
  private static final int MOST_COMPARED = 64;

  private final Map<String, List<CallNode>> byResponse = new HashMap<>(2);

  void add(CallNode node) {
    if (!node.responseId().isEmpty()) {
      List<CallNode> same = byResponse.computeIfAbsent(node.responseId(), id -> new ArrayList<>(2));
      if (same.size() < MOST_COMPARED) {
        same.add(node);
      }
    }
  }

  /**
   * Decides anew among the spans that have this answer.
   *
   * @param changed told of those whose role is another one now, with the role before
   */
  void decide(String responseId, BiConsumer<CallNode, UsageRole> changed) {
    List<CallNode> same = byResponse.getOrDefault(responseId, List.of());
    for (CallNode node : same) {
      UsageRole before = node.role();
      node.setSameAsOther(yields(node, same));
      if (node.role() != before) {
        changed.accept(node, before);
      }
    }
  }

  private static boolean yields(CallNode node, List<CallNode> same) {
    for (CallNode other : same) {
      if (other != node
          && node.isLastOfItsBranch()
          && other.isLastOfItsBranch()
          && node.yieldsTo(other)) {
        return true;
      }
    }
    return false;
  }
}
