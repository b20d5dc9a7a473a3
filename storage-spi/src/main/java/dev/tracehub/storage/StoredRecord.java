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
 * form: lower-case hexadecimal digits without dashes. Times and token counts are at most 2^63 - 1,
 * amounts of money are as {@link Usd} writes them.
 */
public sealed interface StoredRecord {

  /** The project that the record belongs to, from the sender's key. */
  String project();

  /**
   * A finished span. Immutable once stored: a second one with the same ids is a duplicate or a
   * conflict, as {@link SpanContent#same} tells, and the first one stays.
   */
  record Finished(String project, Span span) implements StoredRecord {}

  /**
   * A span that has started. Open until the finished span with the same ids is stored, and never
   * when that one is there already. A second one with the same ids is a duplicate whatever it says.
   */
  record Started(String project, Span span) implements StoredRecord {}

  /**
   * An event beside a span, which may come before the span. A second one with the same trace and
   * event id is a duplicate whatever it says.
   */
  record Event(String project, SpanEvent event) implements StoredRecord {}

  /**
   * A judgement, which may come before the span. A second one with the same trace and evaluation id
   * is a duplicate whatever it says.
   */
  record Judgement(String project, Evaluation evaluation) implements StoredRecord {}

  /** A measurement. */
  record Metric(String project, MetricPoint point) implements StoredRecord {}

  /** A change of a job. */
  record Job(String project, JobUpdate update) implements StoredRecord {}

  /**
   * A correction of the usage role of a finished span that was stored before it could be told
   * apart. Sums, filters and readers follow it, as if the span had been stored with this role; of
   * several the last stored holds. For a span that the store does not hold it has no effect.
   */
  record RoleChange(String project, TraceId traceId, SpanId spanId, UsageRole role)
      implements StoredRecord {}
}
