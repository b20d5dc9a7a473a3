/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;

/**
 * The fields whose values a record walk keeps until the whole record is read: the last one of a
 * repeated occurrence counts, and what is required can only be missed at the end.
 */
final class Slots {

  static final int TRACE_ID = 0;
  static final int SPAN_ID = 1;
  static final int PARENT_SPAN_ID = 2;
  static final int START_TIME = 3;
  static final int END_TIME = 4;
  static final int NAME = 5;

  /** The record's own id: of an event, an evaluation or a job. */
  static final int OWN_ID = 6;

  static final int REASON = 7;
  static final int TYPE = 8;

  /** What only the collector writes. */
  static final int COLLECTOR = 9;

  static final int COUNT = 10;

  private static final String OWN = "tracehub.v1.";
  private static final String OTLP_SPAN = "opentelemetry.proto.trace.v1.Span.";
  private static final String OTLP_LOG = "opentelemetry.proto.logs.v1.LogRecord.";
  private static final String OTLP_METRICS = "opentelemetry.proto.metrics.v1.";

  private static final Map<String, Integer> BY_FIELD =
      Map.ofEntries(
          Map.entry(OWN + "Span.trace_id", TRACE_ID),
          Map.entry(OWN + "Span.span_id", SPAN_ID),
          Map.entry(OWN + "Span.parent_span_id", PARENT_SPAN_ID),
          Map.entry(OWN + "Span.start_time_unix_nano", START_TIME),
          Map.entry(OWN + "Span.end_time_unix_nano", END_TIME),
          Map.entry(OWN + "Span.name", NAME),
          Map.entry(OWN + "Span.collector", COLLECTOR),
          Map.entry(OWN + "SpanEvent.event_id", OWN_ID),
          Map.entry(OWN + "SpanEvent.trace_id", TRACE_ID),
          Map.entry(OWN + "SpanEvent.span_id", SPAN_ID),
          Map.entry(OWN + "SpanEvent.type", TYPE),
          Map.entry(OWN + "SpanEvent.time_unix_nano", START_TIME),
          Map.entry(OWN + "SpanEvent.name", NAME),
          Map.entry(OWN + "SpanEvent.reason", REASON),
          Map.entry(OWN + "Evaluation.evaluation_id", OWN_ID),
          Map.entry(OWN + "Evaluation.trace_id", TRACE_ID),
          Map.entry(OWN + "Evaluation.span_id", SPAN_ID),
          Map.entry(OWN + "Evaluation.name", NAME),
          Map.entry(OWN + "Evaluation.time_unix_nano", START_TIME),
          Map.entry(OWN + "MetricPoint.name", NAME),
          Map.entry(OWN + "MetricPoint.time_unix_nano", START_TIME),
          Map.entry(OWN + "MetricPoint.trace_id", TRACE_ID),
          Map.entry(OWN + "MetricPoint.span_id", SPAN_ID),
          Map.entry(OWN + "JobUpdate.job_id", OWN_ID),
          Map.entry(OWN + "JobUpdate.time_unix_nano", START_TIME),
          Map.entry(OTLP_SPAN + "trace_id", TRACE_ID),
          Map.entry(OTLP_SPAN + "span_id", SPAN_ID),
          Map.entry(OTLP_SPAN + "parent_span_id", PARENT_SPAN_ID),
          Map.entry(OTLP_SPAN + "start_time_unix_nano", START_TIME),
          Map.entry(OTLP_SPAN + "end_time_unix_nano", END_TIME),
          Map.entry(OTLP_LOG + "trace_id", TRACE_ID),
          Map.entry(OTLP_LOG + "span_id", SPAN_ID),
          Map.entry(OTLP_LOG + "time_unix_nano", START_TIME),
          Map.entry(OTLP_LOG + "observed_time_unix_nano", END_TIME),
          Map.entry(OTLP_METRICS + "NumberDataPoint.time_unix_nano", START_TIME),
          Map.entry(OTLP_METRICS + "HistogramDataPoint.time_unix_nano", START_TIME),
          Map.entry(OTLP_METRICS + "ExponentialHistogramDataPoint.time_unix_nano", START_TIME),
          Map.entry(OTLP_METRICS + "SummaryDataPoint.time_unix_nano", START_TIME));

  private Slots() {}

  static int of(FieldDescriptor field) {
    return BY_FIELD.getOrDefault(field.getFullName(), FieldShape.NO_SLOT);
  }
}
