/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.v1.Span;

/** What identifies a span in its project. */
record SpanKey(TraceId trace, SpanId span) {

  /** Columns that {@link #read} reads; {@code %1$s} is the table's name in the question. */
  private static final String COLUMNS =
      "lower(hex(%1$s.trace_id)) AS trace, reinterpretAsInt64(%1$s.span_id) AS span";

  static String columns(String alias) {
    return COLUMNS.formatted(alias);
  }

  static SpanKey read(Row row) {
    return new SpanKey(TraceId.parse(row.text("trace")), new SpanId(row.whole("span")));
  }

  static SpanKey of(Span span) {
    return new SpanKey(TraceId.parse(span.getTraceId()), SpanId.parse(span.getSpanId()));
  }
}
