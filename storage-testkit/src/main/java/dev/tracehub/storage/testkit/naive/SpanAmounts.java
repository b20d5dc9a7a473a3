/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.Usd;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;

/** What one span adds to a measure that is a count or a sum, whatever it stands for. */
final class SpanAmounts {

  private SpanAmounts() {}

  static BigDecimal of(Measure measure, Span span) {
    return switch (measure) {
      case MEASURE_COUNT -> BigDecimal.ONE;
      case MEASURE_ERRORS -> one(SpanValues.isError(span));
      case MEASURE_LLM_CALLS -> one(SpanValues.isLlmCall(span));
      case MEASURE_UNPRICED ->
          one(
              SpanValues.isCounted(span)
                  && span.getCost().getState() == CostState.COST_STATE_UNPRICED);
      case MEASURE_COST ->
          SpanValues.isCounted(span) && SpanValues.hasCost(span)
              ? Usd.parse(span.getCost().getTotalUsd())
              : BigDecimal.ZERO;
      case MEASURE_INPUT_TOKENS -> tokens(span, SpanField.INPUT_TOKENS);
      case MEASURE_OUTPUT_TOKENS -> tokens(span, SpanField.OUTPUT_TOKENS);
      case MEASURE_CACHE_READ_TOKENS -> tokens(span, SpanField.CACHE_READ_TOKENS);
      case MEASURE_CACHE_WRITE_TOKENS -> tokens(span, SpanField.CACHE_WRITE_TOKENS);
      case MEASURE_REASONING_TOKENS -> tokens(span, SpanField.REASONING_TOKENS);
      case MEASURE_TOTAL_TOKENS -> tokens(span, SpanField.TOTAL_TOKENS);
      default -> throw new IllegalArgumentException("measure: " + measure + " (expected: a sum)");
    };
  }

  private static BigDecimal one(boolean adds) {
    return adds ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private static BigDecimal tokens(Span span, SpanField field) {
    return SpanValues.isCounted(span)
        ? BigDecimal.valueOf(SpanValues.whole(span, field).orElse(0))
        : BigDecimal.ZERO;
  }
}
