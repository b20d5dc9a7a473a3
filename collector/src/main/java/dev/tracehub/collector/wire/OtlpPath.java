/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.Descriptors.Descriptor;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;

/**
 * The way from an OTLP request of each signal down to its records. Down to the scopes OTLP numbers
 * the fields of all signals alike.
 */
public enum OtlpPath {
  /** Spans. */
  TRACES(RecordType.OTLP_SPAN, "spans", "ResourceSpans and ScopeSpans", 2),
  /** Log records. */
  LOGS(RecordType.OTLP_LOG, "log records", "ResourceLogs and ScopeLogs", 2),
  /** Data points of metrics; below the metric they stand alike in all kinds of it. */
  METRICS(RecordType.OTLP_POINT, "data points", "resources, scopes and metrics", 4);

  private static final int METRIC_LEVEL = 3;

  private final RecordType record;
  private final String records;
  private final String groups;
  private final int lastLevel;

  OtlpPath(RecordType record, String records, String groups, int lastLevel) {
    this.record = record;
    this.records = records;
    this.groups = groups;
    this.lastLevel = lastLevel;
  }

  /** The type of its requests. */
  public Descriptor request() {
    return switch (this) {
      case TRACES -> ExportTraceServiceRequest.getDescriptor();
      case LOGS -> ExportLogsServiceRequest.getDescriptor();
      case METRICS -> ExportMetricsServiceRequest.getDescriptor();
    };
  }

  /** What its records are called. */
  public String records() {
    return records;
  }

  RecordType record() {
    return record;
  }

  /** What holds its records, in words. */
  String groups() {
    return groups;
  }

  /** The level whose messages hold the records; the request is level 0. */
  int lastLevel() {
    return lastLevel;
  }

  /** Whether a field of a message at this level leads to records. */
  boolean leadsOn(int level, int field) {
    return switch (level) {
      case 0 -> field == ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER;
      case 1 -> field == ResourceSpans.SCOPE_SPANS_FIELD_NUMBER;
      case 2 -> field == ScopeSpans.SPANS_FIELD_NUMBER;
      case METRIC_LEVEL -> isData(field);
      default -> field == Gauge.DATA_POINTS_FIELD_NUMBER;
    };
  }

  private static boolean isData(int field) {
    return switch (field) {
      case Metric.GAUGE_FIELD_NUMBER,
          Metric.SUM_FIELD_NUMBER,
          Metric.HISTOGRAM_FIELD_NUMBER,
          Metric.EXPONENTIAL_HISTOGRAM_FIELD_NUMBER,
          Metric.SUMMARY_FIELD_NUMBER ->
          true;
      default -> false;
    };
  }

  /** Most records, as {@link IngestLimits} has it. */
  int limit(IngestLimits limits) {
    return switch (this) {
      case TRACES -> limits.otlpRequestSpans();
      case LOGS -> limits.otlpRequestLogRecords();
      case METRICS -> limits.otlpRequestDataPoints();
    };
  }

  /** Whether the messages at this level are metrics, which are kept by their names. */
  boolean isMetric(int level) {
    return this == METRICS && level == METRIC_LEVEL;
  }
}
