/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.v1.UsageRole;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the rows for corrections of spans that the store has. Their versions and what they add are
 * the same when the block is written again, also when later blocks have corrected the span since.
 */
final class RoleChanges {

  private final ClickHouseServer server;
  private final Stamp stamp;

  /** A correction that the store has. */
  private record Known(long version, UsageRole role, boolean own) {}

  RoleChanges(ClickHouseServer server, Stamp stamp) {
    this.server = server;
    this.stamp = stamp;
  }

  /**
   * The rows; none for spans that the store does not have.
   *
   * @param blockTimes when the block's spans started: corrections are mostly of spans that came
   *     shortly before, and all times cost more to look at
   */
  List<RoleRow> rows(Map<SpanKey, UsageRole> roles, Times blockTimes) {
    if (roles.isEmpty()) {
      return List.of();
    }
    List<HeldSpan> spans = spans(roles.keySet(), blockTimes.widened(HeldRecords.SPAN_REACH));
    Map<SpanKey, List<Known>> known = known(spans);
    List<RoleRow> rows = new ArrayList<>();
    for (HeldSpan span : spans) {
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

  private Map<SpanKey, List<Known>> known(List<HeldSpan> spans) {
    if (spans.isEmpty()) {
      return Map.of();
    }
    Times times = Times.NONE;
    for (HeldSpan span : spans) {
      times = times.with(span.start());
    }
    String sql =
        "SELECT "
            + Ids.SPAN
            + ", toInt64(version) AS number, toInt32(role) AS to_role, block = "
            + Long.toUnsignedString(stamp.block())
            + " AS own FROM role_changes WHERE (project, trace_id, span_id) IN (SELECT * FROM "
            + Ids.spans(spans.stream().map(HeldSpan::key).toList()).sql()
            + ") AND "
            + times.condition("start");
    Map<SpanKey, List<Known>> known = new HashMap<>();
    for (GenericRecord row : server.query(sql, Map.of())) {
      known
          .computeIfAbsent(Ids.span(row), key -> new ArrayList<>())
          .add(
              new Known(
                  row.getLong("number"), role(row.getInteger("to_role")), row.getBoolean("own")));
    }
    return known;
  }

  private List<HeldSpan> spans(Set<SpanKey> keys, Times near) {
    List<HeldSpan> spans = new ArrayList<>(find(keys, near));
    if (spans.size() < keys.size()) {
      Set<SpanKey> missing = new HashSet<>(keys);
      spans.forEach(span -> missing.remove(span.key()));
      spans.addAll(find(missing, Times.ALL));
    }
    return spans;
  }

  private List<HeldSpan> find(Set<SpanKey> keys, Times within) {
    Set<TraceKey> traces = keys.stream().map(SpanKey::trace).collect(Collectors.toSet());
    TracePlaces places = TracePlaces.find(server, traces, within);
    List<SpanKey> possible = places.in(keys);
    if (possible.isEmpty()) {
      return List.of();
    }
    String sql =
        "SELECT "
            + Ids.SPAN
            + ", toInt32(retention_days) AS days, toUnixTimestamp64Nano(start) AS start_ns,"
            + " toInt32(usage_role) AS stored_role, service,"
            + " if(type = 'UNSPECIFIED', 'SPAN', toString(type)) AS type_name, operation, provider,"
            + " model, environment, type IN ('LLM', 'EMBEDDING') AS model_call, input_tokens,"
            + " output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,"
            + " total_tokens, cost, has_cost, cost_state = 'UNPRICED' AS unpriced FROM spans WHERE "
            + places.condition()
            + " AND (project, trace_id, span_id) IN (SELECT * FROM "
            + Ids.spans(possible).sql()
            + ") LIMIT 1 BY project, trace_id, span_id";
    return server.query(sql, Map.of()).stream().map(RoleChanges::span).toList();
  }

  private static HeldSpan span(GenericRecord row) {
    BigDecimal cost = row.getBigDecimal("cost");
    return new HeldSpan(
        Ids.span(row),
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
}
