/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.stream.Stream;

/**
 * All that is held of one project at one moment. Immutable: a reader that took it sees whole blocks
 * and no later change.
 *
 * @param spans finished spans
 * @param started started spans, also those that have finished since
 * @param events events beside spans
 * @param evaluations judgements
 * @param metrics measurements
 * @param jobs changes of jobs
 */
public record ProjectData(
    Table<Span> spans,
    Table<Span> started,
    Table<SpanEvent> events,
    Table<Evaluation> evaluations,
    Table<MetricPoint> metrics,
    Table<JobUpdate> jobs) {

  /** A project of which nothing is held. */
  public static final ProjectData EMPTY =
      new ProjectData(
          Table.empty(SpanSchema.FINISHED),
          Table.empty(SpanSchema.STARTED),
          Table.empty(PlainSchema.EVENTS),
          Table.empty(PlainSchema.EVALUATIONS),
          Table.empty(PlainSchema.METRICS),
          Table.empty(PlainSchema.JOBS));

  /** Whether there is no record. */
  public boolean isEmpty() {
    return Stream.of(spans, started, events, evaluations, metrics, jobs)
        .allMatch(table -> table.rows() == 0);
  }

  /** Bytes of heap. */
  public long heapBytes() {
    return spans.heapBytes()
        + started.heapBytes()
        + events.heapBytes()
        + evaluations.heapBytes()
        + metrics.heapBytes()
        + jobs.heapBytes();
  }
}
