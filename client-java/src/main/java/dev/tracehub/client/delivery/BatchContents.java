/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.Message;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceBatch;
import java.util.ArrayList;
import java.util.List;

/** The records of one batch in the making, with their number and encoded size. */
final class BatchContents {

  private final TraceBatch.Builder builder = TraceBatch.newBuilder();
  private int records;
  private long bytes;

  /** A record and the list it belongs to. */
  record Entry(RecordKind kind, Message message) {}

  void add(RecordKind kind, Message message) {
    switch (kind) {
      case RECORD_KIND_SPAN -> builder.addSpans((Span) message);
      case RECORD_KIND_STARTED_SPAN -> builder.addStartedSpans((Span) message);
      case RECORD_KIND_EVENT -> builder.addEvents((SpanEvent) message);
      case RECORD_KIND_EVALUATION -> builder.addEvaluations((Evaluation) message);
      case RECORD_KIND_METRIC -> builder.addMetrics((MetricPoint) message);
      case RECORD_KIND_JOB -> builder.addJobs((JobUpdate) message);
      default -> throw new IllegalArgumentException("kind: " + kind + " (expected: a record's)");
    }
    records++;
    bytes += message.getSerializedSize();
  }

  int records() {
    return records;
  }

  long bytes() {
    return bytes;
  }

  /** For the fields beside the records. */
  TraceBatch.Builder message() {
    return builder;
  }

  /** The records of a batch, list by list. */
  static List<Entry> entries(TraceBatch batch) {
    List<Entry> entries = new ArrayList<>();
    collect(entries, RecordKind.RECORD_KIND_SPAN, batch.getSpansList());
    collect(entries, RecordKind.RECORD_KIND_STARTED_SPAN, batch.getStartedSpansList());
    collect(entries, RecordKind.RECORD_KIND_EVENT, batch.getEventsList());
    collect(entries, RecordKind.RECORD_KIND_EVALUATION, batch.getEvaluationsList());
    collect(entries, RecordKind.RECORD_KIND_METRIC, batch.getMetricsList());
    collect(entries, RecordKind.RECORD_KIND_JOB, batch.getJobsList());
    return entries;
  }

  private static void collect(
      List<Entry> entries, RecordKind kind, List<? extends Message> messages) {
    for (Message message : messages) {
      entries.add(new Entry(kind, message));
    }
  }
}
