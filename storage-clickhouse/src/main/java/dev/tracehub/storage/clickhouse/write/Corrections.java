/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.UsageRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the rows for corrections of spans that the store has. Their versions and what they add are
 * the same when the block is written again, also when later blocks have corrected the span since:
 * the corrections of a span, of whatever sort, have one sequence of versions, and a block is one
 * step of it, in which the role changes before the cost.
 */
final class Corrections {

  private final ClickHouseServer server;
  private final Stamp stamp;

  /** Rows for the two tables of corrections. */
  record Rows(List<RoleRow> roles, List<CostRow> costs) {}

  /** A correction that the store has: of the role or of the cost. */
  private record Known(
      long version, boolean own, Optional<UsageRole> role, Optional<HeldCost> cost) {}

  Corrections(ClickHouseServer server, Stamp stamp) {
    this.server = server;
    this.stamp = stamp;
  }

  /**
   * The rows; none for spans that the store does not have.
   *
   * @param blockTimes when the block's spans started: corrections are mostly of spans that came
   *     shortly before, and all times cost more to look at
   */
  Rows rows(Map<SpanKey, UsageRole> roles, Map<SpanKey, Cost> costs, Times blockTimes) {
    Rows rows = new Rows(new ArrayList<>(), new ArrayList<>());
    Set<SpanKey> keys = new HashSet<>(roles.keySet());
    keys.addAll(costs.keySet());
    if (keys.isEmpty()) {
      return rows;
    }
    List<HeldSpan> spans = spans(keys, blockTimes.widened(HeldRecords.SPAN_REACH));
    Map<SpanKey, List<Known>> known = known(spans);
    for (HeldSpan span : spans) {
      List<Known> changes = known.getOrDefault(span.key(), List.of());
      long version = version(changes);
      UsageRole roleBefore = last(changes, version, Known::role).orElse(span.role());
      HeldCost costBefore = last(changes, version, Known::cost).orElse(span.cost());
      UsageRole role = roles.get(span.key());
      if (role != null) {
        rows.roles().add(new RoleRow(stamp, span, costBefore, roleBefore, role, version));
      }
      Cost cost = costs.get(span.key());
      if (cost != null) {
        UsageRole now = role == null ? roleBefore : role;
        boolean counted = now == UsageRole.USAGE_ROLE_COUNTED;
        rows.costs().add(new CostRow(stamp, span, counted, costBefore, cost, version));
      }
    }
    return rows;
  }

  /** What held before a version. */
  private static <T> Optional<T> last(
      List<Known> changes, long version, Function<Known, Optional<T>> of) {
    return changes.stream()
        .filter(change -> change.version() < version && of.apply(change).isPresent())
        .max(Comparator.comparingLong(Known::version))
        .flatMap(of);
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
    Map<SpanKey, List<Known>> known = new HashMap<>();
    String roles = "toInt32(role) AS to_role";
    for (GenericRecord row : changes("role_changes", roles, spans)) {
      add(row, Optional.of(role(row.getInteger("to_role"))), Optional.empty(), known);
    }
    String costs =
        "cost, has_cost, cost_state = " + CostState.COST_STATE_UNPRICED_VALUE + " AS unpriced";
    for (GenericRecord row : changes("cost_changes", costs, spans)) {
      add(row, Optional.empty(), Optional.of(cost(row)), known);
    }
    return known;
  }

  private static void add(
      GenericRecord row,
      Optional<UsageRole> role,
      Optional<HeldCost> cost,
      Map<SpanKey, List<Known>> to) {
    to.computeIfAbsent(Ids.span(row), key -> new ArrayList<>())
        .add(new Known(row.getLong("number"), row.getBoolean("own"), role, cost));
  }

  private List<GenericRecord> changes(String table, String columns, List<HeldSpan> spans) {
    Times times = Times.NONE;
    for (HeldSpan span : spans) {
      times = times.with(span.start());
    }
    return server.query(
        "SELECT "
            + Ids.SPAN
            + ", toInt64(version) AS number, block = "
            + Long.toUnsignedString(stamp.block())
            + " AS own, "
            + columns
            + " FROM "
            + table
            + " WHERE (project, trace_id, span_id) IN (SELECT * FROM "
            + Ids.spans(spans.stream().map(HeldSpan::key).toList()).sql()
            + ") AND "
            + times.condition("start"),
        Map.of());
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
            + " total_tokens, toInt64(sample_weight) AS weight,"
            + " toInt64(sample_trace_spans) AS trace_spans, cost, has_cost, cost_state = 'UNPRICED' AS unpriced FROM spans WHERE "
            + places.condition()
            + " AND (project, trace_id, span_id) IN (SELECT * FROM "
            + Ids.spans(possible).sql()
            + ") LIMIT 1 BY project, trace_id, span_id";
    return server.query(sql, Map.of()).stream().map(Corrections::span).toList();
  }

  private static HeldSpan span(GenericRecord row) {
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
        row.getLong("weight"),
        row.getLong("trace_spans"),
        cost(row));
  }

  private static HeldCost cost(GenericRecord row) {
    return new HeldCost(
        row.getBigDecimal("cost").setScale(Usd.MAX_SCALE).unscaledValue(),
        row.getBoolean("has_cost"),
        row.getBoolean("unpriced"));
  }

  private static UsageRole role(int number) {
    UsageRole role = UsageRole.forNumber(number);
    return role == null ? UsageRole.USAGE_ROLE_UNSPECIFIED : role;
  }
}
