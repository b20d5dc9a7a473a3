/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceBatch;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** Valid records and batches at a fixed time. */
public final class TestBatches {

  /** The time of all tests. */
  public static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  public static final long NOW_NANOS = NOW.getEpochSecond() * 1_000_000_000L;

  public static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private TestBatches() {}

  /** A finished span; other numbers are other spans. */
  public static Span.Builder span(int number) {
    return Span.newBuilder()
        .setTraceId(TRACE_ID)
        .setSpanId(spanId(number))
        .setName("chat")
        .setStartTimeUnixNano(NOW_NANOS - 2_000_000_000L)
        .setEndTimeUnixNano(NOW_NANOS - 1_000_000_000L)
        .putAttributes("n", AttributeValue.newBuilder().setIntValue(number).build());
  }

  public static Span.Builder startedSpan(int number) {
    return span(number).clearEndTimeUnixNano();
  }

  public static SpanEvent.Builder event(int number) {
    return SpanEvent.newBuilder()
        .setEventId("event-" + number)
        .setTraceId(TRACE_ID)
        .setTimeUnixNano(NOW_NANOS)
        .setName("feedback");
  }

  public static Evaluation.Builder evaluation(int number) {
    return Evaluation.newBuilder()
        .setEvaluationId("evaluation-" + number)
        .setTraceId(TRACE_ID)
        .setTimeUnixNano(NOW_NANOS)
        .setName("faithfulness")
        .setScore(0.5);
  }

  public static MetricPoint.Builder metric(int number) {
    return MetricPoint.newBuilder()
        .setName("queue.depth")
        .setValue(number)
        .setTimeUnixNano(NOW_NANOS);
  }

  public static JobUpdate.Builder job(int number) {
    return JobUpdate.newBuilder().setJobId("job-" + number).setTimeUnixNano(NOW_NANOS);
  }

  /** A batch with spans of these numbers, without client and id. */
  public static TraceBatch.Builder batch(int... spans) {
    TraceBatch.Builder batch = TraceBatch.newBuilder();
    Arrays.stream(spans).forEach(number -> batch.addSpans(span(number)));
    return batch;
  }

  /** An OTLP span. */
  public static io.opentelemetry.proto.trace.v1.Span.Builder otlpSpan(int number) {
    return io.opentelemetry.proto.trace.v1.Span.newBuilder()
        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE_ID)))
        .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(spanId(number))))
        .setName("chat")
        .setStartTimeUnixNano(NOW_NANOS - 2_000_000_000L)
        .setEndTimeUnixNano(NOW_NANOS - 1_000_000_000L)
        .addAttributes(attribute("n", Integer.toString(number)));
  }

  public static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** An OTLP request with one scope of spans of these numbers. */
  public static ExportTraceServiceRequest.Builder request(int... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    Arrays.stream(spans).forEach(number -> scope.addSpans(otlpSpan(number)));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(attribute("service.name", "shop")))
                .addScopeSpans(scope));
  }

  /** An OTLP log record of a trace. */
  public static LogRecord.Builder otlpLog(int number) {
    return LogRecord.newBuilder()
        .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(TRACE_ID)))
        .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(spanId(number))))
        .setTimeUnixNano(NOW_NANOS - 1_000_000_000L)
        .setEventName("gen_ai.user.message")
        .setBody(AnyValue.newBuilder().setStringValue("number " + number));
  }

  /** An OTLP request with one scope of log records of these numbers. */
  public static ExportLogsServiceRequest.Builder logs(int... records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    Arrays.stream(records).forEach(number -> scope.addLogRecords(otlpLog(number)));
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope));
  }

  /** A data point of a number. */
  public static NumberDataPoint.Builder point(int value) {
    return NumberDataPoint.newBuilder().setTimeUnixNano(NOW_NANOS).setAsInt(value);
  }

  /** A sum with a data point for each value. */
  public static Metric.Builder sum(String name, int... values) {
    Metric.Builder metric = Metric.newBuilder().setName(name);
    Arrays.stream(values).forEach(value -> metric.getSumBuilder().addDataPoints(point(value)));
    return metric;
  }

  /** An OTLP request with one scope of metrics. */
  public static ExportMetricsServiceRequest.Builder metrics(Metric.Builder... metrics) {
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    Arrays.stream(metrics).forEach(scope::addMetrics);
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(scope));
  }

  public static String spanId(int number) {
    return HexFormat.of().toHexDigits(0x1000_0000_0000_0000L + number);
  }
}
