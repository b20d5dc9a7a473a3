/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.filter.SqlFilter;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import java.util.List;

/**
 * Tells how many of the spans that were started have finished, each as often as it stands for.
 * Thread-safe.
 */
public final class Completion {

  private final Queries queries;

  public Completion(Queries queries) {
    this.queries = queries;
  }

  /** The share, from 0 to 1; 1 when none was started. */
  public double rate(String project, TimeRange range, Filter filter) {
    SpanScope scope = SpanScope.of(SpanTable.STARTED, project, range);
    String started = scope.from() + " AND " + SqlFilter.compile(filter, scope);
    String ids = "(s.trace_id, s.span_id)";
    // A span mostly finishes with the start that it was announced with: few are left to be looked
    // for among all others.
    String left =
        started
            + " AND "
            + ids
            + " NOT IN (SELECT s.trace_id, s.span_id"
            + scope.in(SpanTable.FINISHED).from()
            + ")";
    String sql =
        "SELECT (SELECT toInt64(sum(s.sample_weight))"
            + started
            + ") AS started, (SELECT toInt64(sum(s.sample_weight))"
            + left
            + " AND "
            + ids
            + " NOT IN (SELECT s.trace_id, s.span_id"
            + scope.in(SpanTable.FINISHED).in(List.of(TimeRange.ALL)).from()
            + " AND s.trace_id IN (SELECT s.trace_id"
            + left
            + "))) AS open";
    return queries
        .first(sql, scope.parameters(), row -> rate(row.whole("started"), row.whole("open")))
        .orElse(1.0);
  }

  private static double rate(long started, long open) {
    return started == 0 ? 1 : (started - open) / (double) started;
  }
}
