/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.protobuf.Message;
import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.collector.json.JsonDecoder;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.concurrent.CompletionStage;

/**
 * What OTLP sends to one path.
 *
 * @param json reads its requests
 * @param taker takes its requests for a project, as protobuf
 */
record OtlpSignal(JsonDecoder json, Taker taker) {

  /** Takes requests. */
  interface Taker {
    CompletionStage<? extends Message> take(String project, byte[] request);
  }

  static OtlpSignal traces(Ingest ingest) {
    return new OtlpSignal(
        JsonDecoder.otlp(ExportTraceServiceRequest.getDescriptor()),
        (project, request) ->
            ingest.submitOtlpTraces(project, request).thenApply(OtlpReceipt::toTraceResponse));
  }

  static OtlpSignal logs(Ingest ingest) {
    return new OtlpSignal(
        JsonDecoder.otlp(ExportLogsServiceRequest.getDescriptor()),
        (project, request) ->
            ingest.submitOtlpLogs(project, request).thenApply(OtlpReceipt::toLogsResponse));
  }

  static OtlpSignal metrics(Ingest ingest) {
    return new OtlpSignal(
        JsonDecoder.otlp(ExportMetricsServiceRequest.getDescriptor()),
        (project, request) ->
            ingest.submitOtlpMetrics(project, request).thenApply(OtlpReceipt::toMetricsResponse));
  }
}
