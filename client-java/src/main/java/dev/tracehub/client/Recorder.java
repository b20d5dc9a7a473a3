/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.delivery.Clock;
import dev.tracehub.client.delivery.Delivery;
import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.util.function.LongSupplier;

/** What recording needs: time, ids, limits, the current span, and somewhere to put records. */
record Recorder(
    Clock clock,
    LongSupplier ids,
    RecordingLimits limits,
    CurrentSpan current,
    ForeignContext foreign,
    Privacy privacy,
    Delivery delivery) {

  /** An id that is not 0. */
  long nextId() {
    long id = ids.getAsLong();
    return id == 0 ? 1 : id;
  }

  /** Hands a judgement over. */
  void record(Evaluation evaluation) {
    delivery.record(
        new ScrubbedRecord<>(RecordKind.RECORD_KIND_EVALUATION, evaluation, privacy::applied));
  }

  /** Hands a change of a job over. */
  void record(JobUpdate update) {
    delivery.record(new ScrubbedRecord<>(RecordKind.RECORD_KIND_JOB, update, privacy::applied));
  }

  /** Hands a measurement over. */
  void record(MetricPoint point) {
    delivery.record(new ScrubbedRecord<>(RecordKind.RECORD_KIND_METRIC, point, privacy::applied));
  }

  /** Hands a finished span of another library over. */
  void record(Span span) {
    delivery.record(new ScrubbedRecord<>(RecordKind.RECORD_KIND_SPAN, span, privacy::applied));
  }

  /** Hands something learnt about a span over. */
  void record(SpanEvent event) {
    delivery.record(new ScrubbedRecord<>(RecordKind.RECORD_KIND_EVENT, event, privacy::applied));
  }

  /** An id for a record that is no span: 16 hexadecimal digits. */
  String nextRecordId() {
    return TraceContext.spanId(nextId());
  }
}
