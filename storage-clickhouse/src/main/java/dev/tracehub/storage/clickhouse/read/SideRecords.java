/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.SpanEvent;
import java.util.List;
import java.util.Optional;

/** Finds in one question where a trace lies and what is beside its spans. */
final class SideRecords {

  private static final int RANGE = 0;
  private static final int EVENT = 1;
  private static final int EVALUATION = 2;

  /**
   * What is known of a trace but for its spans.
   *
   * @param range the range that holds all starts; empty when no span is held
   * @param events events by time, then id
   * @param evaluations judgements by time, then id
   */
  record Found(Optional<TimeRange> range, List<SpanEvent> events, List<Evaluation> evaluations) {}

  private record Part(long kind, long first, long last, ByteString body) {
    static Part read(Row row) {
      return new Part(row.whole("kind"), row.whole("first"), row.whole("last"), row.bytes("body"));
    }
  }

  private final Queries queries;

  SideRecords(Queries queries) {
    this.queries = queries;
  }

  /** What is beside all spans of a trace, and beside the trace. */
  Found find(String project, TraceId trace) {
    return find(project, trace, Optional.empty());
  }

  /** What is beside one span, and where its trace lies. */
  Found find(String project, TraceId trace, SpanId span) {
    return find(project, trace, Optional.of(span));
  }

  private Found find(String project, TraceId trace, Optional<SpanId> span) {
    Parameters parameters = new Parameters();
    String sql =
        "SELECT * FROM (SELECT toInt64("
            + RANGE
            + ") AS kind, "
            + TraceLocator.RANGE
            + ", '' AS id, '' AS body"
            + TraceLocator.from(project, List.of(trace), parameters)
            + " HAVING count() > 0 UNION ALL "
            + records(EVENT, "span_events", "event_id", project, trace, span, parameters)
            + " UNION ALL "
            + records(EVALUATION, "evaluations", "evaluation_id", project, trace, span, parameters)
            + ") AS f ORDER BY f.kind, f.first, f.id";
    List<Part> parts = queries.list(sql, parameters, Part::read);
    return new Found(
        parts.stream()
            .filter(part -> part.kind() == RANGE)
            .map(part -> Ranges.closed(part.first(), part.last()))
            .findFirst(),
        parse(parts, EVENT, SpanEvent.parser()),
        parse(parts, EVALUATION, Evaluation.parser()));
  }

  private static String records(
      int kind,
      String table,
      String id,
      String project,
      TraceId trace,
      Optional<SpanId> span,
      Parameters parameters) {
    return "SELECT toInt64("
        + kind
        + ") AS kind, toUnixTimestamp64Nano(r.time) AS first, toInt64(0) AS last, r."
        + id
        + " AS id, r.body AS body FROM "
        + table
        + " AS r WHERE r.project = "
        + parameters.text(project)
        + " AND r.trace_id = "
        + parameters.trace(trace)
        + span.map(only -> " AND r.span_id = " + parameters.span(only)).orElse("");
  }

  private static <R extends MessageLite> List<R> parse(
      List<Part> parts, int kind, Parser<R> parser) {
    return parts.stream()
        .filter(part -> part.kind() == kind)
        .map(part -> parse(part, parser))
        .toList();
  }

  private static <R extends MessageLite> R parse(Part part, Parser<R> parser) {
    try {
      return parser.parseFrom(part.body());
    } catch (InvalidProtocolBufferException e) {
      throw StorageException.internal("a stored record cannot be read", e);
    }
  }
}
