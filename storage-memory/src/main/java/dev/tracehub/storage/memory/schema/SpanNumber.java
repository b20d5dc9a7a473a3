/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import dev.tracehub.storage.SampleWeights;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** The number columns of spans; the first four are the key. */
public enum SpanNumber {
  START(Span::getStartTimeUnixNano),
  TRACE_HIGH(span -> Ids.high(span.getTraceId())),
  TRACE_LOW(span -> Ids.low(span.getTraceId())),
  SPAN_ID(span -> Ids.span(span.getSpanId())),
  END(Span::getEndTimeUnixNano),
  /** 0: a root. */
  PARENT_ID(span -> Ids.span(span.getParentSpanId())),
  /** Nanoseconds; 0: not known. */
  TTFT(Span::getTimeToFirstTokenNano),
  INPUT_TOKENS(tokens(SpanField.INPUT_TOKENS)),
  OUTPUT_TOKENS(tokens(SpanField.OUTPUT_TOKENS)),
  CACHE_READ_TOKENS(tokens(SpanField.CACHE_READ_TOKENS)),
  CACHE_WRITE_TOKENS(tokens(SpanField.CACHE_WRITE_TOKENS)),
  REASONING_TOKENS(tokens(SpanField.REASONING_TOKENS)),
  TOTAL_TOKENS(tokens(SpanField.TOTAL_TOKENS)),
  /** See {@link CostColumn}. */
  COST(CostColumn::value),
  /** See {@link CostColumn}. */
  COST_STATE(CostColumn::state),
  RETRY_COUNT(span -> Integer.toUnsignedLong(span.getRetryCount())),
  /** How many spans it stands for, at least 1. */
  SAMPLE_WEIGHT(SampleWeights::of),
  /** How many spans its trace had when it was chosen; 0: not known. */
  SAMPLE_TRACE_SPANS(span -> Integer.toUnsignedLong(span.getCollector().getSampleTraceSpans()));

  /** In a column of tokens: not reported. Other values are the tokens plus one. */
  public static final long NO_TOKENS = 0;

  @SuppressWarnings("ImmutableEnumChecker") // The functions keep no state.
  private final ToLongFunction<Span> reader;

  SpanNumber(ToLongFunction<Span> reader) {
    this.reader = reader;
  }

  /** The column in a chunk. */
  @SuppressWarnings(
      "EnumOrdinal") // The schema lists the columns in the order of their declaration.
  public LongColumn in(Chunk<Span> chunk) {
    return chunk.number(ordinal());
  }

  long read(Span span) {
    return reader.applyAsLong(span);
  }

  private static ToLongFunction<Span> tokens(SpanField field) {
    return span -> {
      OptionalLong tokens = SpanValues.whole(span, field);
      return tokens.isPresent() ? tokens.getAsLong() + 1 : NO_TOKENS;
    };
  }
}
