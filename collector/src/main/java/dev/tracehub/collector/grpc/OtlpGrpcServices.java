/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.collector.wire.IngestLimits;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.util.List;

/** The OTLP services over {@link Ingest}. Thread-safe. */
public final class OtlpGrpcServices {

  private final Ingest ingest;
  private final IngestLimits limits;

  public OtlpGrpcServices(Ingest ingest, IngestLimits limits) {
    this.ingest = ingest;
    this.limits = limits;
  }

  /** Traces, logs and metrics. */
  public List<ServerServiceDefinition> services() {
    return List.of(
        service(
            TraceServiceGrpc.getServiceDescriptor(),
            TraceServiceGrpc.getExportMethod(),
            (project, request) ->
                ingest.submitOtlpTraces(project, request).thenApply(OtlpReceipt::toTraceResponse)),
        service(
            LogsServiceGrpc.getServiceDescriptor(),
            LogsServiceGrpc.getExportMethod(),
            (project, request) ->
                ingest.submitOtlpLogs(project, request).thenApply(OtlpReceipt::toLogsResponse)),
        service(
            MetricsServiceGrpc.getServiceDescriptor(),
            MetricsServiceGrpc.getExportMethod(),
            (project, request) ->
                ingest
                    .submitOtlpMetrics(project, request)
                    .thenApply(OtlpReceipt::toMetricsResponse)));
  }

  private <T> ServerServiceDefinition service(
      ServiceDescriptor service, MethodDescriptor<?, T> export, UnaryCalls.Method<T> method) {
    return new RawMethods(service, limits.otlpRequestBytes())
        .add(export, new UnaryCalls<>(method))
        .build();
  }
}
