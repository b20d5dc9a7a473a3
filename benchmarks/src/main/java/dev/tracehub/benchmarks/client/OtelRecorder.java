/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.concurrent.TimeUnit;

/**
 * The OpenTelemetry SDK with its batch processor and its OTLP exporter over gRPC; everything but
 * the length of the queue is its default.
 */
final class OtelRecorder implements SpanRecorder {

  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey(Workload.OPERATION_KEY);
  private static final AttributeKey<String> PROVIDER =
      AttributeKey.stringKey(Workload.PROVIDER_KEY);
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey(Workload.MODEL_KEY);
  private static final AttributeKey<String> RESPONSE =
      AttributeKey.stringKey(Workload.RESPONSE_KEY);
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey(Workload.INPUT_KEY);
  private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey(Workload.OUTPUT_KEY);
  private static final AttributeKey<Double> TEMPERATURE =
      AttributeKey.doubleKey(Workload.TEMPERATURE_KEY);
  private static final AttributeKey<Boolean> CACHED = AttributeKey.booleanKey(Workload.CACHED_KEY);

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  OtelRecorder(int port, int queue) {
    OtlpGrpcSpanExporter exporter =
        OtlpGrpcSpanExporter.builder().setEndpoint("http://127.0.0.1:" + port).build();
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault().toBuilder().put("service.name", Workload.SERVICE).build())
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).setMaxQueueSize(queue).build())
            .build();
    tracer = provider.get("benchmark");
  }

  @Override
  public void record(long number) {
    Span span = tracer.spanBuilder(Workload.NAME).startSpan();
    span.setAttribute(OPERATION, Workload.OPERATION)
        .setAttribute(PROVIDER, Workload.PROVIDER)
        .setAttribute(MODEL, Workload.MODEL)
        .setAttribute(RESPONSE, Workload.RESPONSE)
        .setAttribute(INPUT, Workload.inputTokens(number))
        .setAttribute(OUTPUT, Workload.outputTokens(number))
        .setAttribute(TEMPERATURE, Workload.TEMPERATURE)
        .setAttribute(CACHED, Workload.cached(number));
    span.end();
  }

  @Override
  public void flush() {
    provider.forceFlush().join(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    provider.shutdown().join(10, TimeUnit.SECONDS);
  }
}
