/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.ingest.IngestCounters;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.collector.wire.IngestLimits;
import io.grpc.ServerServiceDefinition;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The OTLP services over {@link Ingest}. Logs and metrics are answered with success and not kept:
 * SDKs send them to the same endpoint by default, and would log errors all day. Thread-safe.
 */
public final class OtlpGrpcServices {

  private final Ingest ingest;
  private final IngestCounters counters;
  private final IngestLimits limits;

  public OtlpGrpcServices(Ingest ingest, IngestCounters counters, IngestLimits limits) {
    this.ingest = ingest;
    this.counters = counters;
    this.limits = limits;
  }

  /** Traces, logs and metrics. */
  public List<ServerServiceDefinition> services() {
    return List.of(traces(), logs(), metrics());
  }

  private ServerServiceDefinition traces() {
    return new RawMethods(TraceServiceGrpc.getServiceDescriptor(), limits.otlpRequestBytes())
        .add(
            TraceServiceGrpc.getExportMethod(),
            new UnaryCalls<>(
                (project, request) ->
                    ingest.submitOtlpTraces(project, request).thenApply(OtlpGrpcServices::answer)))
        .build();
  }

  private ServerServiceDefinition logs() {
    return new RawMethods(LogsServiceGrpc.getServiceDescriptor(), limits.otlpRequestBytes())
        .add(
            LogsServiceGrpc.getExportMethod(),
            ignoring(ExportLogsServiceResponse.getDefaultInstance()))
        .build();
  }

  private ServerServiceDefinition metrics() {
    return new RawMethods(MetricsServiceGrpc.getServiceDescriptor(), limits.otlpRequestBytes())
        .add(
            MetricsServiceGrpc.getExportMethod(),
            ignoring(ExportMetricsServiceResponse.getDefaultInstance()))
        .build();
  }

  private <T> UnaryCalls<T> ignoring(T success) {
    return new UnaryCalls<>(
        (project, request) -> {
          counters.ignoredCall();
          return CompletableFuture.completedFuture(success);
        });
  }

  /** What OTLP senders are told: {@code partial_success} only when there is something to tell. */
  public static ExportTraceServiceResponse answer(OtlpReceipt receipt) {
    if (receipt.rejected() == 0 && receipt.message().isEmpty()) {
      return ExportTraceServiceResponse.getDefaultInstance();
    }
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(receipt.rejected())
                .setErrorMessage(receipt.message()))
        .build();
  }
}
