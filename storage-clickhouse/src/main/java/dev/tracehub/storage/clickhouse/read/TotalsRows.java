/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.v1.Span;

/** Makes spans of the few columns that {@code TraceSummaries} looks at. */
final class TotalsRows {

  /** The end is as in {@link SpanRows}: where it may lie before the start, extra tells it. */
  private static final String COLUMNS =
      SpanKey.columns("s")
          + """
          , reinterpretAsInt64(s.parent_span_id) AS parent,
            toUnixTimestamp64Nano(s.start) AS start_ns, s.ended AS ended,
            s.duration_ns AS duration_ns, toInt8(s.type) AS type, toInt8(s.status) AS status,
            toString(s.name) AS name, toString(s.service) AS service,
            toString(s.environment) AS environment, s.user_id AS user_id,
            s.session_id AS session_id, CAST(s.tags, 'Array(String)') AS tags,
            toString(s.model) AS model,
          """
          + UsageColumns.COLUMNS
          + """
          , toInt8(s.cost_state) AS cost_state, s.has_cost AS has_cost, s.cost AS cost,
            if(s.ended AND s.duration_ns = 0, s.extra, '') AS extra,\s""";

  private TotalsRows() {}

  /** The columns that {@link #read} reads; the role is the one that was stored with the span. */
  static String columns() {
    return COLUMNS + "toInt8(s.usage_role) AS role";
  }

  static Span read(Row row) {
    SpanKey key = SpanKey.read(row);
    long start = row.whole("start_ns");
    long parent = row.whole("parent");
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(key.trace().toString())
            .setSpanId(key.span().toString())
            .setParentSpanId(parent == 0 ? "" : new SpanId(parent).toString())
            .setStartTimeUnixNano(start)
            .setTypeValue((int) row.whole("type"))
            .setName(row.text("name"))
            .setService(row.text("service"))
            .setEnvironment(row.text("environment"))
            .setUserId(row.text("user_id"))
            .setSessionId(row.text("session_id"))
            .addAllTags(row.texts("tags"))
            .setRequestModel(row.text("model"));
    span.getStatusBuilder().setCodeValue((int) row.whole("status"));
    span.getCollectorBuilder().setUsageRoleValue((int) row.whole("role"));
    span.getCostBuilder().setStateValue((int) row.whole("cost_state"));
    if (row.bool("has_cost")) {
      span.getCostBuilder().setTotalUsd(Usd.format(row.decimal("cost")));
    }
    if (row.bool("ended")) {
      span.setEndTimeUnixNano(end(row, start));
    }
    UsageColumns.read(row, span);
    return span.build();
  }

  private static long end(Row row, long start) {
    ByteString extra = row.bytes("extra");
    try {
      long told = extra.isEmpty() ? 0 : Span.parseFrom(extra).getEndTimeUnixNano();
      return told == 0 ? start + row.whole("duration_ns") : told;
    } catch (InvalidProtocolBufferException e) {
      throw StorageException.internal("a stored span cannot be read", e);
    }
  }
}
