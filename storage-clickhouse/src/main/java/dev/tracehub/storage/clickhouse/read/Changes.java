/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The usage roles and the costs of finished spans that were changed after they were stored. Changes
 * are rare: asking for them apart costs less than planning for them in every question.
 */
final class Changes {

  /** Of spans that do not change. */
  static final CompletionStage<Changes> NOT_ASKED =
      CompletableFuture.completedStage(new Changes("", Map.of(), Map.of()));

  private final String project;
  private final Map<SpanKey, Integer> roles;
  private final Map<SpanKey, Cost> costs;

  private Changes(String project, Map<SpanKey, Integer> roles, Map<SpanKey, Cost> costs) {
    this.project = project;
    this.roles = roles;
    this.costs = costs;
  }

  /** Asks for those of the spans of some traces, beside what the caller asks. */
  static CompletionStage<Changes> ask(
      String project, TimeRange range, Collection<TraceId> traces, Queries queries) {
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, project, range, traces);
    return queries.beside(() -> of(project, scope, queries));
  }

  private static Changes of(String project, SpanScope scope, Queries queries) {
    Map<SpanKey, Integer> roles = new HashMap<>();
    Map<SpanKey, Cost> costs = new HashMap<>();
    String sql =
        newest("role_changes", "toInt8(argMax(c.role, c.version)) AS role, '' AS cost", scope)
            + " UNION ALL "
            + newest(
                "cost_changes", "toInt8(-1) AS role, argMax(c.body, c.version) AS cost", scope);
    queries.list(
        sql,
        scope.parameters(),
        row ->
            row.whole("role") < 0
                ? costs.put(SpanKey.read(row), cost(row))
                : roles.put(SpanKey.read(row), (int) row.whole("role")));
    return new Changes(project, roles, costs);
  }

  private static String newest(String table, String values, SpanScope scope) {
    return "SELECT "
        + SpanKey.columns("c")
        + ", "
        + values
        + scope.fromChanges(table)
        + " GROUP BY c.trace_id, c.span_id";
  }

  private static Cost cost(Row row) {
    try {
      return Cost.parseFrom(row.bytes("cost"));
    } catch (InvalidProtocolBufferException e) {
      throw StorageException.internal("a stored cost cannot be read", e);
    }
  }

  /** The span with the role and the cost that it has now. */
  Span now(Span span) {
    if (roles.isEmpty() && costs.isEmpty()) {
      return span;
    }
    SpanKey key = SpanKey.of(span);
    Span changed = span;
    Integer role = roles.get(key);
    if (role != null) {
      Span.Builder builder = span.toBuilder();
      builder.getCollectorBuilder().setUsageRoleValue(role);
      changed = builder.build();
    }
    Cost cost = costs.get(key);
    return cost == null
        ? changed
        : new StoredRecord.CostChange(
                project, TraceId.parse(span.getTraceId()), SpanId.parse(span.getSpanId()), cost)
            .applyTo(changed);
  }
}
