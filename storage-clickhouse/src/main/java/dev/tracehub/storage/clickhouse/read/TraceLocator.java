/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds when the spans of traces started, finished and open ones, from the table of trace
 * summaries: it is ordered by trace, so that neither a hint of the time nor a look at every day is
 * needed.
 */
final class TraceLocator {

  private final Queries queries;

  TraceLocator(Queries queries) {
    this.queries = queries;
  }

  /** The range that holds all starts; empty when no span of the traces is held. */
  Optional<TimeRange> find(String project, Collection<TraceId> traces) {
    if (traces.isEmpty()) {
      return Optional.empty();
    }
    Parameters parameters = new Parameters();
    String sql =
        "SELECT toUnixTimestamp64Nano(min(t.start)) AS first,"
            + " toUnixTimestamp64Nano(max(t.last_start)) AS last"
            + " FROM trace_summary AS t WHERE t.project = "
            + parameters.text(project)
            + " AND t.trace_id IN "
            + parameters.traces(traces)
            + " HAVING count() > 0";
    return queries.first(
        sql, parameters, row -> Ranges.closed(row.whole("first"), row.whole("last")));
  }
}
