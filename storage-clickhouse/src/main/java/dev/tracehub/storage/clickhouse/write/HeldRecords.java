/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds which records of a block the store has from other blocks. Rows of the block itself do not
 * count: a block that is written again has to become the same rows again.
 *
 * <p>Spans are looked for where {@code trace_summary} knows of their trace, within a day of the
 * block's spans. So a span that comes a second time with a start that is more than a day off is not
 * recognised.
 */
final class HeldRecords {

  /** How far from the block's time a record with the same id is looked for. */
  static final Duration SPAN_REACH = Duration.ofDays(1);

  private static final Duration SIDE_REACH = Duration.ofDays(7);

  private final Map<SpanKey, Long> finished;
  private final Set<SpanKey> started;
  private final Set<SideKey> events;
  private final Set<SideKey> evaluations;

  private HeldRecords(
      Map<SpanKey, Long> finished,
      Set<SpanKey> started,
      Set<SideKey> events,
      Set<SideKey> evaluations) {
    this.finished = finished;
    this.started = started;
    this.events = events;
    this.evaluations = evaluations;
  }

  /**
   * Asks for the records of a block.
   *
   * @param spanTimes when the block's spans started
   */
  static HeldRecords find(
      ClickHouseServer server,
      Stamp stamp,
      List<Candidates.Candidate> candidates,
      Times spanTimes) {
    Wanted wanted = new Wanted();
    candidates.forEach(wanted::add);
    TracePlaces places = TracePlaces.find(server, wanted.traces, spanTimes.widened(SPAN_REACH));
    Questions questions = new Questions(server, stamp);
    return new HeldRecords(
        questions.spans("spans", places.in(wanted.finished), places),
        questions.spans("started_spans", places.in(wanted.started), places).keySet(),
        questions.beside("span_events", "event_id", wanted.events, wanted.eventTimes),
        questions.beside(
            "evaluations", "evaluation_id", wanted.evaluations, wanted.evaluationTimes));
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

  /** The ids that a block brings. */
  private static final class Wanted {

    private final Set<TraceKey> traces = new HashSet<>();
    private final Set<SpanKey> finished = new HashSet<>();
    private final Set<SpanKey> started = new HashSet<>();
    private final Set<SideKey> events = new HashSet<>();
    private final Set<SideKey> evaluations = new HashSet<>();
    private Times eventTimes = Times.NONE;
    private Times evaluationTimes = Times.NONE;

    void add(Candidates.Candidate candidate) {
      if (candidate instanceof Candidates.Finished span) {
        traces.add(span.row().key().trace());
        finished.add(span.row().key());
      } else if (candidate instanceof Candidates.Started span) {
        traces.add(span.row().key().trace());
        started.add(span.row().key());
      } else if (candidate instanceof Candidates.Beside beside) {
        add(beside);
      }
    }

    private void add(Candidates.Beside beside) {
      if (beside.record() instanceof StoredRecord.Event event) {
        events.add(beside.key());
        eventTimes = eventTimes.with(event.event().getTimeUnixNano());
      } else if (beside.record() instanceof StoredRecord.Judgement judgement) {
        evaluations.add(beside.key());
        evaluationTimes = evaluationTimes.with(judgement.evaluation().getTimeUnixNano());
      }
    }
  }

  /** What is asked of the tables. */
  private record Questions(ClickHouseServer server, Stamp stamp) {

    /** Spans of a table that have the ids, with hashes of what was said of them. */
    Map<SpanKey, Long> spans(String table, List<SpanKey> spans, TracePlaces places) {
      if (spans.isEmpty()) {
        return Map.of();
      }
      String sql =
          "SELECT "
              + Ids.SPAN
              + ", reinterpretAsInt64(content_hash) AS hash FROM "
              + table
              + " WHERE "
              + places.condition()
              + " AND (project, trace_id, span_id) IN (SELECT * FROM "
              + Ids.spans(spans).sql()
              + ") AND "
              + ofOtherBlocks();
      Map<SpanKey, Long> found = new HashMap<>();
      for (GenericRecord row : server.query(sql, Map.of())) {
        found.putIfAbsent(Ids.span(row), row.getLong("hash"));
      }
      return found;
    }

    Set<SideKey> beside(String table, String idColumn, Set<SideKey> keys, Times times) {
      if (keys.isEmpty()) {
        return Set.of();
      }
      String sql =
          "SELECT "
              + Ids.TRACE
              + ", "
              + idColumn
              + " AS id FROM "
              + table
              + " WHERE (project, trace_id, "
              + idColumn
              + ") IN (SELECT * FROM "
              + Ids.beside(keys).sql()
              + ") AND "
              + times.widened(SIDE_REACH).condition("time")
              + " AND "
              + ofOtherBlocks();
      Set<SideKey> found = new HashSet<>();
      for (GenericRecord row : server.query(sql, Map.of())) {
        found.add(new SideKey(Ids.trace(row), row.getString("id")));
      }
      return found;
    }

    private String ofOtherBlocks() {
      return "block != " + Long.toUnsignedString(stamp.block());
    }
  }
}
