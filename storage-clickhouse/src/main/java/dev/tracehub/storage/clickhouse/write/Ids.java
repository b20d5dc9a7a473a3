/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.encode.ColumnWriter;
import dev.tracehub.storage.clickhouse.encode.InlineRows;
import java.util.Collection;
import java.util.List;

/** Ids in questions and in their answers. */
final class Ids {

  /** A trace's ids, as {@link #trace} reads them. */
  static final String TRACE =
      "project, reinterpretAsInt64(reverse(substring(trace_id, 1, 8))) AS high,"
          + " reinterpretAsInt64(reverse(substring(trace_id, 9, 8))) AS low";

  /** A span's ids, as {@link #span} reads them. */
  static final String SPAN = TRACE + ", reinterpretAsInt64(span_id) AS span";

  private Ids() {}

  static InlineRows traces(Collection<TraceKey> traces) {
    InlineRows rows = new InlineRows("project String", "trace_id FixedString(16)");
    traces.forEach(trace -> put(rows.addRow(), trace));
    return rows;
  }

  static InlineRows spans(Collection<SpanKey> spans) {
    InlineRows rows =
        new InlineRows("project String", "trace_id FixedString(16)", "span_id UInt64");
    for (SpanKey span : spans) {
      List<ColumnWriter> row = rows.addRow();
      put(row, span.trace());
      row.get(2).whole(span.span());
    }
    return rows;
  }

  /** Ids of records beside spans. */
  static InlineRows beside(Collection<SideKey> keys) {
    InlineRows rows = new InlineRows("project String", "trace_id FixedString(16)", "id String");
    for (SideKey key : keys) {
      List<ColumnWriter> row = rows.addRow();
      put(row, key.trace());
      row.get(2).text(key.id());
    }
    return rows;
  }

  static TraceKey trace(GenericRecord row) {
    return new TraceKey(
        row.getString("project"), new TraceId(row.getLong("high"), row.getLong("low")));
  }

  static SpanKey span(GenericRecord row) {
    return new SpanKey(trace(row), row.getLong("span"));
  }

  private static void put(List<ColumnWriter> row, TraceKey trace) {
    row.get(0).text(trace.project());
    row.get(1).id(trace.id().high(), trace.id().low());
  }
}
