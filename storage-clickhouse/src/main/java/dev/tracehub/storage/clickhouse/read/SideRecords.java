/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.SpanEvent;
import java.util.List;

/** Reads what is beside the spans of a trace. */
final class SideRecords {

  private final Queries queries;

  SideRecords(Queries queries) {
    this.queries = queries;
  }

  /** The trace's events by time, then id. */
  List<SpanEvent> events(String project, TraceId trace) {
    return read(project, trace, "span_events", "event_id", SpanEvent.parser());
  }

  /** The trace's judgements by time, then id. */
  List<Evaluation> evaluations(String project, TraceId trace) {
    return read(project, trace, "evaluations", "evaluation_id", Evaluation.parser());
  }

  private <R extends MessageLite> List<R> read(
      String project, TraceId trace, String table, String id, Parser<R> parser) {
    Parameters parameters = new Parameters();
    String sql =
        "SELECT r.body AS body FROM "
            + table
            + " AS r WHERE r.project = "
            + parameters.text(project)
            + " AND r.trace_id = "
            + parameters.trace(trace)
            + " ORDER BY r.time, r."
            + id;
    return queries.list(sql, parameters, row -> parse(row, parser));
  }

  private static <R extends MessageLite> R parse(Row row, Parser<R> parser) {
    try {
      return parser.parseFrom(row.bytes("body"));
    } catch (InvalidProtocolBufferException e) {
      throw StorageException.internal("a stored record cannot be read", e);
    }
  }
}
