/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.Span;

/** Names records for people. */
final class RecordIds {

  private RecordIds() {}

  static String of(StoredRecord record) {
    if (record instanceof StoredRecord.Finished finished) {
      return ofSpan("span", finished.span());
    }
    if (record instanceof StoredRecord.Started started) {
      return ofSpan("started span", started.span());
    }
    if (record instanceof StoredRecord.Event event) {
      return "event " + event.event().getEventId();
    }
    if (record instanceof StoredRecord.Judgement judgement) {
      return "evaluation " + judgement.evaluation().getEvaluationId();
    }
    if (record instanceof StoredRecord.Metric metric) {
      return "metric " + metric.point().getName();
    }
    if (record instanceof StoredRecord.Job job) {
      return "job " + job.update().getJobId();
    }
    if (record instanceof StoredRecord.CostChange change) {
      return "cost of span " + change.traceId() + "/" + change.spanId();
    }
    return "usage role of a span";
  }

  private static String ofSpan(String what, Span span) {
    return what + " " + span.getTraceId() + "/" + span.getSpanId();
  }
}
