/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.schema.CostColumn;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.Optional;

/** Reads a field that number columns hold, as {@link SpanValues} reads it from the span. */
interface ColumnValues {

  /** Nanoseconds in a millisecond. */
  double NANOS_PER_MILLI = 1e6;

  /** The value of a row; empty when the span does not have it. */
  Optional<Filter.Value> value(Chunk<Span> chunk, int row);

  /** The reader of a field; empty when only the record has it. */
  static Optional<ColumnValues> of(SpanField field, boolean finished) {
    return switch (field) {
      case TRACE_ID -> Optional.of((chunk, row) -> text(traceId(chunk, row)));
      case SPAN_ID -> Optional.of((chunk, row) -> text(id(SpanNumber.SPAN_ID, chunk, row)));
      case PARENT_SPAN_ID ->
          Optional.of((chunk, row) -> text(id(SpanNumber.PARENT_ID, chunk, row)));
      case ROOT -> Optional.of((chunk, row) -> bool(SpanNumber.PARENT_ID.in(chunk).get(row) == 0));
      case UNPRICED ->
          Optional.of((chunk, row) -> bool(costState(chunk, row) == CostColumn.UNPRICED));
      case COUNTED ->
          finished
              ? Optional.of((chunk, row) -> bool(chunk.mark(row) == SpanSchema.COUNTED))
              : Optional.empty();
      case START_TIME -> Optional.of((chunk, row) -> whole(chunk.time(row)));
      case RETRY_COUNT ->
          Optional.of((chunk, row) -> whole(SpanNumber.RETRY_COUNT.in(chunk).get(row)));
      case INPUT_TOKENS -> tokens(SpanNumber.INPUT_TOKENS);
      case OUTPUT_TOKENS -> tokens(SpanNumber.OUTPUT_TOKENS);
      case CACHE_READ_TOKENS -> tokens(SpanNumber.CACHE_READ_TOKENS);
      case CACHE_WRITE_TOKENS -> tokens(SpanNumber.CACHE_WRITE_TOKENS);
      case REASONING_TOKENS -> tokens(SpanNumber.REASONING_TOKENS);
      case TOTAL_TOKENS -> tokens(SpanNumber.TOTAL_TOKENS);
      case LATENCY_MS -> Optional.of(ColumnValues::latency);
      case TTFT_MS -> Optional.of(ColumnValues::timeToFirstToken);
      case COST_USD -> Optional.of(ColumnValues::cost);
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnValues> tokens(SpanNumber column) {
    return Optional.of(
        (chunk, row) -> {
          long value = column.in(chunk).get(row);
          return value == SpanNumber.NO_TOKENS ? Optional.empty() : whole(value - 1);
        });
  }

  private static Optional<Filter.Value> latency(Chunk<Span> chunk, int row) {
    long end = SpanNumber.END.in(chunk).get(row);
    return end == 0 ? Optional.empty() : real(Math.max(0, end - chunk.time(row)) / NANOS_PER_MILLI);
  }

  private static Optional<Filter.Value> timeToFirstToken(Chunk<Span> chunk, int row) {
    long nanos = SpanNumber.TTFT.in(chunk).get(row);
    return nanos == 0 ? Optional.empty() : real(nanos / NANOS_PER_MILLI);
  }

  private static Optional<Filter.Value> cost(Chunk<Span> chunk, int row) {
    return switch (costState(chunk, row)) {
      case CostColumn.EXACT -> real(CostColumn.usd(SpanNumber.COST.in(chunk).get(row)));
      case CostColumn.IN_RECORD -> real(CostColumn.inRecord(chunk, row).doubleValue());
      default -> Optional.empty();
    };
  }

  private static int costState(Chunk<Span> chunk, int row) {
    return SpanNumber.COST_STATE.in(chunk).getInt(row);
  }

  private static String traceId(Chunk<Span> chunk, int row) {
    return new TraceId(
            SpanNumber.TRACE_HIGH.in(chunk).get(row), SpanNumber.TRACE_LOW.in(chunk).get(row))
        .toString();
  }

  private static String id(SpanNumber column, Chunk<Span> chunk, int row) {
    long id = column.in(chunk).get(row);
    return id == 0 ? "" : new SpanId(id).toString();
  }

  private static Optional<Filter.Value> text(String text) {
    return Optional.of(new Filter.Value.Text(text));
  }

  private static Optional<Filter.Value> whole(long number) {
    return Optional.of(new Filter.Value.Whole(number));
  }

  private static Optional<Filter.Value> real(double number) {
    return Optional.of(new Filter.Value.Real(number));
  }

  private static Optional<Filter.Value> bool(boolean value) {
    return Optional.of(new Filter.Value.Bool(value));
  }
}
