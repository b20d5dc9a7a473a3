/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.UsageRole;

/**
 * One record on its way into a store, validated, normalised and priced. Ids are in their canonical
 * form: lower-case hexadecimal digits without dashes.
 */
public sealed interface StoredRecord {

  /** The project that the record belongs to, from the sender's key. */
  String project();

  /**
   * A finished span. Immutable once stored: a second one with the same ids is a duplicate or a
   * conflict.
   */
  record Finished(String project, Span span) implements StoredRecord {}

  /** A span that has started. Open until the finished span with the same ids is stored. */
  record Started(String project, Span span) implements StoredRecord {}

  /** An event beside a span. A second one with the same trace and event id is a duplicate. */
  record Event(String project, SpanEvent event) implements StoredRecord {}

  /** A judgement. A second one with the same trace and evaluation id is a duplicate. */
  record Judgement(String project, Evaluation evaluation) implements StoredRecord {}

  /** A measurement. */
  record Metric(String project, MetricPoint point) implements StoredRecord {}

  /** A change of a job. */
  record Job(String project, JobUpdate update) implements StoredRecord {}

  /**
   * A correction of the usage role of a span that was stored before it could be told apart. Sums
   * follow it. For a span that the store does not hold it has no effect.
   */
  record RoleChange(String project, TraceId traceId, SpanId spanId, UsageRole role)
      implements StoredRecord {}
}
