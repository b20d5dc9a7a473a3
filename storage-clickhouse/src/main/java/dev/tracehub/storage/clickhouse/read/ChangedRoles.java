/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static java.util.stream.Collectors.toMap;

import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.v1.Span;
import java.util.Map;

/**
 * The usage roles of finished spans that were changed after they were stored. Changes are rare:
 * asking for them apart costs less than planning for them in every question.
 */
final class ChangedRoles {

  static final ChangedRoles NONE = new ChangedRoles(Map.of());

  private final Map<SpanKey, Integer> roles;

  private ChangedRoles(Map<SpanKey, Integer> roles) {
    this.roles = roles;
  }

  /** Those of the spans of a scope. */
  static ChangedRoles of(SpanScope scope, Queries queries) {
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
