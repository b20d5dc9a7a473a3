/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static java.util.stream.Collectors.toMap;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Finds when the spans of traces started, finished and open ones, from the table of trace
 * summaries: it is ordered by trace, so that neither a hint of the time nor a look at every day is
 * needed.
 */
final class TraceLocator {

  /** {@code first} and {@code last}: the starts of the first and the last span. */
  static final String RANGE =
      "toUnixTimestamp64Nano(min(t.start)) AS first, toUnixTimestamp64Nano(max(t.last_start)) AS last";

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
    String sql = "SELECT " + RANGE + from(project, traces, parameters) + " HAVING count() > 0";
    return queries.first(sql, parameters, TraceLocator::range);
  }

  /** The range of each trace of which a span is held. */
  Map<TraceId, TimeRange> each(String project, Collection<TraceId> traces) {
    Parameters parameters = new Parameters();
    String sql =
        "SELECT lower(hex(t.trace_id)) AS trace, "
            + RANGE
            + from(project, traces, parameters)
            + " GROUP BY t.trace_id";
    return queries
        .list(sql, parameters, row -> Map.entry(TraceId.parse(row.text("trace")), range(row)))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** {@code FROM ... WHERE ...} of the traces. */
  static String from(String project, Collection<TraceId> traces, Parameters parameters) {
    return " FROM trace_summary AS t WHERE t.project = "
        + parameters.text(project)
        + " AND t.trace_id IN "
        + parameters.traces(traces);
  }

  private static TimeRange range(Row row) {
    return Ranges.closed(row.whole("first"), row.whole("last"));
  }
}
