/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which of some traces the store knows, and in which five minutes their spans started. {@code
 * trace_summary} gets a row with each insert into the tables of spans: of a trace that it does not
 * know there is no span to look for, which is so for most traces that are written.
 */
final class TracePlaces {

  static final long BUCKET = Duration.ofMinutes(5).toNanos();

  /** More than these are asked for as one range. */
  private static final int MOST_BUCKETS = 1_000;

  private final Set<TraceKey> known = new HashSet<>();
  private final TreeSet<Long> buckets = new TreeSet<>();

  private TracePlaces() {}

  /** Looks for traces in a stretch of time. */
  static TracePlaces find(ClickHouseServer server, Collection<TraceKey> traces, Times within) {
    TracePlaces places = new TracePlaces();
    if (traces.isEmpty() || within.isEmpty()) {
      return places;
    }
    String sql =
        "SELECT "
            + Ids.TRACE
            + ", toUnixTimestamp64Nano(min(start)) AS first,"
            + " toUnixTimestamp64Nano(max(last_start)) AS last FROM trace_summary"
            + " WHERE (project, trace_id) IN (SELECT * FROM "
            + Ids.traces(traces).sql()
            + ") AND "
            + within.condition("trace_summary.start")
            + " GROUP BY project, trace_id, toDate(trace_summary.start)";
    server.query(sql, Map.of()).forEach(places::add);
    return places;
  }

  private void add(GenericRecord row) {
    known.add(Ids.trace(row));
    long last = row.getLong("last") / BUCKET;
    for (long bucket = row.getLong("first") / BUCKET; bucket <= last; bucket++) {
      buckets.add(bucket);
    }
  }

  /** Of some spans those whose trace is known. */
  List<SpanKey> in(Collection<SpanKey> spans) {
    return known.isEmpty()
        ? List.of()
        : spans.stream().filter(span -> known.contains(span.trace())).toList();
  }

  /** The condition that a row lies where the known traces are; there must be one. */
  String condition() {
    return buckets.size() > MOST_BUCKETS
        ? "five_minutes BETWEEN " + buckets.first() + " AND " + buckets.last()
        : buckets.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "five_minutes IN (", ")"));
  }
}
