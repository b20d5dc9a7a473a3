/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static java.util.stream.Collectors.toMap;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Span;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The usage roles of finished spans that were changed after they were stored. Changes are rare:
 * asking for them apart costs less than planning for them in every question.
 */
final class ChangedRoles {

  /** Of spans whose roles do not change. */
  static final CompletionStage<ChangedRoles> NOT_ASKED =
      CompletableFuture.completedStage(new ChangedRoles(Map.of()));

  private final Map<SpanKey, Integer> roles;

  private ChangedRoles(Map<SpanKey, Integer> roles) {
    this.roles = roles;
  }

  /** Asks for those of the spans of some traces, beside what the caller asks. */
  static CompletionStage<ChangedRoles> ask(
      String project, TimeRange range, Collection<TraceId> traces, Queries queries) {
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, project, range, traces);
    return queries.beside(() -> of(scope, queries));
  }

  private static ChangedRoles of(SpanScope scope, Queries queries) {
    String sql =
        "SELECT "
            + SpanKey.columns("c")
            + ", toInt8(argMax(c.role, c.version)) AS role"
            + scope.fromRoleChanges()
            + " GROUP BY c.trace_id, c.span_id";
    return new ChangedRoles(
        queries
            .list(
                sql,
                scope.parameters(),
                row -> Map.entry(SpanKey.read(row), (int) row.whole("role")))
            .stream()
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The span with the role that it has now. */
  Span now(Span span) {
    if (roles.isEmpty()) {
      return span;
    }
    Integer role = roles.get(SpanKey.of(span));
    if (role == null) {
      return span;
    }
    Span.Builder changed = span.toBuilder();
    changed.getCollectorBuilder().setUsageRoleValue(role);
    return changed.build();
  }
}
