/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.encode.ColumnWriter;
import dev.tracehub.storage.clickhouse.encode.InlineRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Finds which records of a block the store has from other blocks. Rows of the block itself do not
 * count: a block that is written again has to become the same rows again.
 *
 * <p>Spans are looked for where they would be: in the five minutes that they started in, and
 * wherever else {@code trace_summary} knows of their trace within a day. So a span that comes a
 * second time with a start that is more than a day off is not recognised.
 */
final class HeldRecords {

  /** How far from its own time a record with the same id is looked for. */
  private static final long SPAN_REACH = Duration.ofDays(1).toNanos();

  private static final long SIDE_REACH = Duration.ofDays(7).toNanos();

  private static final long BUCKET = Duration.ofMinutes(5).toNanos();

  private static final String KEY =
      "project, reinterpretAsInt64(reverse(substring(trace_id, 1, 8))) AS high,"
          + " reinterpretAsInt64(reverse(substring(trace_id, 9, 8))) AS low";

  private final ClickHouseServer server;
  private final Stamp stamp;
  private final Map<SpanKey, Long> finished = new HashMap<>();
  private final Set<SpanKey> started = new HashSet<>();
  private final Set<SideKey> events = new HashSet<>();
  private final Set<SideKey> evaluations = new HashSet<>();

  private HeldRecords(ClickHouseServer server, Stamp stamp) {
    this.server = server;
    this.stamp = stamp;
  }

  static HeldRecords find(
      ClickHouseServer server, Stamp stamp, List<Candidates.Candidate> candidates) {
    HeldRecords held = new HeldRecords(server, stamp);
    List<SpanRow> finished = new ArrayList<>();
    List<SpanRow> started = new ArrayList<>();
    for (Candidates.Candidate candidate : candidates) {
      if (candidate instanceof Candidates.Finished span) {
        finished.add(span.row());
      } else if (candidate instanceof Candidates.Started span) {
        started.add(span.row());
      }
    }
    held.finished.putAll(held.findSpans("spans", finished));
    held.started.addAll(held.findSpans("started_spans", started).keySet());
    held.events.addAll(
        held.findBeside(
            candidates,
            "span_events",
            "event_id",
            record ->
                record instanceof StoredRecord.Event event ? event.event().getTimeUnixNano() : -1));
    held.evaluations.addAll(
        held.findBeside(
            candidates,
            "evaluations",
            "evaluation_id",
            record ->
                record instanceof StoredRecord.Judgement judgement
                    ? judgement.evaluation().getTimeUnixNano()
                    : -1));
    return held;
  }

  /** What the sender said of each finished span that is held, as {@link ContentHash} sees it. */
  Map<SpanKey, Long> finished() {
    return finished;
  }

  Set<SpanKey> started() {
    return started;
  }

  Set<SideKey> events() {
    return events;
  }

  Set<SideKey> evaluations() {
    return evaluations;
  }

  /**
   * Spans of a table that have the ids of spans of the block, as hashes of what was said of them.
   */
  private Map<SpanKey, Long> findSpans(String table, List<SpanRow> spans) {
    if (spans.isEmpty()) {
      return Map.of();
    }
    InlineRows ids =
        new InlineRows(
            "project String", "trace_id FixedString(16)", "five_minutes UInt32", "span_id UInt64");
    Times times = new Times();
    spans.forEach(span -> add(ids, times, span));
    String sql =
        "WITH ids AS (SELECT * FROM "
            + ids.sql()
            + "), places AS (SELECT project, five_minutes, trace_id FROM ids UNION DISTINCT SELECT"
            + " project, arrayJoin(range(toUInt32(intDiv(toUnixTimestamp64Nano(min(start)), {bucket:Int64})),"
            + " toUInt32(intDiv(toUnixTimestamp64Nano(max(last_start)), {bucket:Int64}) + 1))), trace_id"
            + " FROM trace_summary WHERE (project, trace_id) IN (SELECT project, trace_id FROM ids)"
            + " AND start >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')"
            + " AND start <= fromUnixTimestamp64Nano({to:Int64}, 'UTC')"
            + " GROUP BY project, trace_id)"
            + " SELECT "
            + KEY
            + ", reinterpretAsInt64(span_id) AS span, reinterpretAsInt64(content_hash) AS hash"
            + " FROM "
            + table
            + " WHERE (project, five_minutes, trace_id) IN places"
            + " AND (project, trace_id, span_id) IN (SELECT project, trace_id, span_id FROM ids)"
            + " AND block != reinterpretAsUInt64({block:Int64})";
    Map<SpanKey, Long> found = new HashMap<>();
    for (GenericRecord row : server.query(sql, parameters(times, SPAN_REACH))) {
      found.putIfAbsent(spanKey(row), row.getLong("hash"));
    }
    return found;
  }

  /**
   * The ids of a sort of records; the time tells which they are: negative for those that are not.
   */
  private Set<SideKey> findBeside(
      List<Candidates.Candidate> candidates,
      String table,
      String idColumn,
      ToLongFunction<StoredRecord> time) {
    InlineRows ids = new InlineRows("project String", "trace_id FixedString(16)", "id String");
    Times times = new Times();
    for (Candidates.Candidate candidate : candidates) {
      if (candidate instanceof Candidates.Beside beside && time.applyAsLong(beside.record()) >= 0) {
        times.add(time.applyAsLong(beside.record()));
        List<ColumnWriter> row = ids.addRow();
        putTrace(row, beside.key().trace());
        row.get(2).text(beside.key().id());
      }
    }
    if (ids.rows() == 0) {
      return Set.of();
    }
    String sql =
        "SELECT "
            + KEY
            + ", "
            + idColumn
            + " AS id FROM "
            + table
            + " WHERE (project, trace_id, "
            + idColumn
            + ") IN (SELECT * FROM "
            + ids.sql()
            + ") AND time >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')"
            + " AND time <= fromUnixTimestamp64Nano({to:Int64}, 'UTC')"
            + " AND block != reinterpretAsUInt64({block:Int64})";
    Set<SideKey> keys = new HashSet<>();
    for (GenericRecord row : server.query(sql, parameters(times, SIDE_REACH))) {
      keys.add(new SideKey(traceKey(row), row.getString("id")));
    }
    return keys;
  }

  private Map<String, Object> parameters(Times times, long reach) {
    return Map.of(
        "bucket",
        BUCKET,
        "from",
        Math.max(0, times.first - reach),
        "to",
        times.last > Long.MAX_VALUE - reach ? Long.MAX_VALUE : times.last + reach,
        "block",
        stamp.block());
  }

  private static void add(InlineRows ids, Times times, SpanRow span) {
    long start = span.span().getStartTimeUnixNano();
    times.add(start);
    List<ColumnWriter> row = ids.addRow();
    putTrace(row, span.key().trace());
    row.get(2).whole(start / BUCKET);
    row.get(3).whole(span.key().span());
  }

  private static void putTrace(List<ColumnWriter> row, TraceKey trace) {
    row.get(0).text(trace.project());
    row.get(1).id(trace.id().high(), trace.id().low());
  }

  private static TraceKey traceKey(GenericRecord row) {
    return new TraceKey(
        row.getString("project"), new TraceId(row.getLong("high"), row.getLong("low")));
  }

  private static SpanKey spanKey(GenericRecord row) {
    return new SpanKey(traceKey(row), row.getLong("span"));
  }

  /** From when to when records are. */
  private static final class Times {

    private long first = Long.MAX_VALUE;
    private long last;

    void add(long time) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
  }
}
