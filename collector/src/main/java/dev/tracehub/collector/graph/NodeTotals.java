/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.graph;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens and cost of the calls below each node that count. */
final class NodeTotals {

  private final Map<String, Sum> sums = new HashMap<>();

  private static final class Sum {
    final TokenTotals.Builder tokens = TokenTotals.newBuilder();
    BigDecimal cost = BigDecimal.ZERO;

    void add(Span call) {
      Usage usage = call.getUsage();
      tokens
          .setInput(tokens.getInput() + usage.getInputTokens())
          .setOutput(tokens.getOutput() + usage.getOutputTokens())
          .setCacheRead(tokens.getCacheRead() + usage.getCacheReadTokens())
          .setCacheWrite(tokens.getCacheWrite() + usage.getCacheWriteTokens())
          .setReasoning(tokens.getReasoning() + usage.getReasoningTokens())
          .setTotal(tokens.getTotal() + usage.getTotalTokens());
      if (!call.getCost().getTotalUsd().isEmpty()) {
        cost = cost.add(new BigDecimal(call.getCost().getTotalUsd()));
      }
    }
  }

  NodeTotals(List<Span> spans, SpanTree tree) {
    for (Span span : spans) {
      if (span.getCollector().getUsageRole() == UsageRole.USAGE_ROLE_COUNTED) {
        add(span, span);
        tree.ancestors(span).forEach(above -> add(above, span));
      }
    }
  }

  private void add(Span node, Span call) {
    if (SpanTree.isNode(node)) {
      sums.computeIfAbsent(node.getSpanId(), id -> new Sum()).add(call);
    }
  }

  TokenTotals tokens(String spanId) {
    Sum sum = sums.get(spanId);
    return sum == null ? TokenTotals.getDefaultInstance() : sum.tokens.build();
  }

  /** In US dollars as a decimal. */
  String cost(String spanId) {
    Sum sum = sums.get(spanId);
    return sum == null || sum.cost.signum() == 0
        ? "0"
        : sum.cost.stripTrailingZeros().toPlainString();
  }
}
