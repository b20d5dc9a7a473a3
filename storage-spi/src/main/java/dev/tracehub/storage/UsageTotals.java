/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.Usage;
import java.math.BigDecimal;

/**
 * Adds up what spans used, each call once: only spans whose usage counts are taken. Not
 * thread-safe.
 */
public final class UsageTotals {

  private final TokenTotals.Builder tokens = TokenTotals.newBuilder();
  private BigDecimal cost = BigDecimal.ZERO;
  private boolean costKnown;
  private long llmCalls;
  private long unpriced;

  /** Adds a finished span. */
  public void add(Span span) {
    if (SpanValues.isLlmCall(span)) {
      llmCalls++;
    }
    if (!SpanValues.isCounted(span)) {
      return;
    }
    addTokens(span.getUsage());
    if (SpanValues.hasCost(span)) {
      cost = cost.add(Usd.parse(span.getCost().getTotalUsd()));
      costKnown = true;
    }
    if (span.getCost().getState() == CostState.COST_STATE_UNPRICED) {
      unpriced++;
    }
  }

  private void addTokens(Usage usage) {
    tokens
        .setInput(tokens.getInput() + usage.getInputTokens())
        .setOutput(tokens.getOutput() + usage.getOutputTokens())
        .setCacheRead(tokens.getCacheRead() + usage.getCacheReadTokens())
        .setCacheWrite(tokens.getCacheWrite() + usage.getCacheWriteTokens())
        .setReasoning(tokens.getReasoning() + usage.getReasoningTokens())
        .setTotal(tokens.getTotal() + usage.getTotalTokens());
  }

  /** The tokens. */
  public TokenTotals tokens() {
    return tokens.build();
  }

  /** The cost as {@link Usd} writes it; empty text when no cost is known. */
  public String costUsd() {
    return costKnown ? Usd.format(cost) : "";
  }

  /** Model calls. */
  public long llmCalls() {
    return llmCalls;
  }

  /** Calls without a price: their cost is missing from the sum. */
  public long unpriced() {
    return unpriced;
  }
}
