/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.encode.ColumnWriter;
import dev.tracehub.storage.clickhouse.encode.InlineRows;
import dev.tracehub.v1.UsageRole;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the rows for corrections of spans that the store has. Their versions and what they add are
 * the same when the block is written again, also when later blocks have corrected the span since.
 */
final class RoleChanges {

  private static final String IDS =
      "project, reinterpretAsInt64(reverse(substring(trace_id, 1, 8))) AS high,"
          + " reinterpretAsInt64(reverse(substring(trace_id, 9, 8))) AS low,"
          + " reinterpretAsInt64(span_id) AS span";

  private final ClickHouseServer server;
  private final Stamp stamp;

  /** A correction that the store has. */
  private record Known(long version, UsageRole role, boolean own) {}

  RoleChanges(ClickHouseServer server, Stamp stamp) {
    this.server = server;
    this.stamp = stamp;
  }

  /** The rows; none for spans that the store does not have. */
  List<RoleRow> rows(Map<SpanKey, UsageRole> roles) {
    if (roles.isEmpty()) {
      return List.of();
    }
    InlineRows ids = new InlineRows("project String", "trace_id FixedString(16)", "span_id UInt64");
    roles.keySet().forEach(key -> add(ids, key));
    Map<SpanKey, List<Known>> known = known(ids);
    List<RoleRow> rows = new ArrayList<>();
    for (HeldSpan span : spans(ids)) {
      List<Known> changes = known.getOrDefault(span.key(), List.of());
      long version = version(changes);
      UsageRole before =
          changes.stream()
              .filter(change -> change.version() < version)
              .reduce((one, other) -> one.version() > other.version() ? one : other)
              .map(Known::role)
              .orElse(span.role());
      rows.add(
          new RoleRow(
              stamp,
              span,
              before,
              roles.getOrDefault(span.key(), UsageRole.USAGE_ROLE_UNSPECIFIED),
              version));
    }
    return rows;
  }

  /** The one that this block has already, else the next. */
  private static long version(List<Known> changes) {
    return changes.stream()
        .filter(Known::own)
        .mapToLong(Known::version)
        .findFirst()
        .orElseGet(() -> changes.stream().mapToLong(Known::version).max().orElse(0) + 1);
  }

  private Map<SpanKey, List<Known>> known(InlineRows ids) {
    String sql =
        "SELECT "
            + IDS
            + ", toInt64(version) AS number, toInt32(role) AS to_role,"
            + " block = reinterpretAsUInt64({block:Int64}) AS own FROM role_changes"
            + " WHERE (project, trace_id, span_id) IN (SELECT * FROM "
            + ids.sql()
            + ")";
    Map<SpanKey, List<Known>> known = new HashMap<>();
    for (GenericRecord row : server.query(sql, Map.of("block", stamp.block()))) {
      known
          .computeIfAbsent(key(row), key -> new ArrayList<>())
          .add(
              new Known(
                  row.getLong("number"), role(row.getInteger("to_role")), row.getBoolean("own")));
    }
    return known;
  }

  private List<HeldSpan> spans(InlineRows ids) {
    String sql =
        "WITH ids AS (SELECT * FROM "
            + ids.sql()
            + "), places AS (SELECT project, arrayJoin(range("
            + "toUInt32(intDiv(toUnixTimestamp64Nano(min(start)), 300000000000)),"
            + " toUInt32(intDiv(toUnixTimestamp64Nano(max(last_start)), 300000000000) + 1)))"
            + " AS five_minutes, trace_id FROM trace_summary"
            + " WHERE (project, trace_id) IN (SELECT project, trace_id FROM ids)"
            + " GROUP BY project, trace_id, toDate(trace_summary.start))"
            + " SELECT "
            + IDS
            + ", toInt32(retention_days) AS days, toUnixTimestamp64Nano(start) AS start_ns,"
            + " toInt32(usage_role) AS stored_role, service,"
            + " if(type = 'UNSPECIFIED', 'SPAN', toString(type)) AS type_name, operation, provider,"
            + " model, environment, type IN ('LLM', 'EMBEDDING') AS model_call, input_tokens,"
            + " output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,"
            + " total_tokens, cost, has_cost, cost_state = 'UNPRICED' AS unpriced FROM spans"
            + " WHERE (project, five_minutes, trace_id) IN places"
            + " AND (project, trace_id, span_id) IN ids LIMIT 1 BY project, trace_id, span_id";
    return server.query(sql, Map.of()).stream().map(RoleChanges::span).toList();
  }

  private static HeldSpan span(GenericRecord row) {
    BigDecimal cost = row.getBigDecimal("cost");
    return new HeldSpan(
        key(row),
        row.getInteger("days"),
        row.getLong("start_ns"),
        role(row.getInteger("stored_role")),
        row.getString("service"),
        row.getString("type_name"),
        row.getString("operation"),
        row.getString("provider"),
        row.getString("model"),
        row.getString("environment"),
        row.getBoolean("model_call"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        row.getLong("cache_read_tokens"),
        row.getLong("cache_write_tokens"),
        row.getLong("reasoning_tokens"),
        row.getLong("total_tokens"),
        cost.setScale(Usd.MAX_SCALE).unscaledValue(),
        row.getBoolean("has_cost"),
        row.getBoolean("unpriced"));
  }

  private static UsageRole role(int number) {
    UsageRole role = UsageRole.forNumber(number);
    return role == null ? UsageRole.USAGE_ROLE_UNSPECIFIED : role;
  }

  private static void add(InlineRows ids, SpanKey key) {
    List<ColumnWriter> row = ids.addRow();
    row.get(0).text(key.trace().project());
    row.get(1).id(key.trace().id().high(), key.trace().id().low());
    row.get(2).whole(key.span());
  }

  private static SpanKey key(GenericRecord row) {
    TraceId trace = new TraceId(row.getLong("high"), row.getLong("low"));
    return new SpanKey(new TraceKey(row.getString("project"), trace), row.getLong("span"));
  }
}
