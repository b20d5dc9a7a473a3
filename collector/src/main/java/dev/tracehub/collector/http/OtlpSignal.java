/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.collector.json.JsonDecoder;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.concurrent.CompletableFuture;
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
            ingest.submitOtlpTraces(project, request).thenApply(OtlpSignal::answer));
  }

  /**
   * Logs are checked and let go: SDKs send them to the same address unasked, and a refusal would
   * fill their users' logs.
   */
  static OtlpSignal logs() {
    return dropped(
        ExportLogsServiceRequest.getDescriptor(),
        ExportLogsServiceRequest.parser(),
        ExportLogsServiceResponse.getDefaultInstance());
  }

  /** Metrics are checked and let go, as logs are. */
  static OtlpSignal metrics() {
    return dropped(
        ExportMetricsServiceRequest.getDescriptor(),
        ExportMetricsServiceRequest.parser(),
        ExportMetricsServiceResponse.getDefaultInstance());
  }

  private static OtlpSignal dropped(Descriptor type, Parser<?> parser, Message answer) {
    return new OtlpSignal(
        JsonDecoder.otlp(type),
        (project, request) -> {
          try {
            parser.parseFrom(request);
          } catch (InvalidProtocolBufferException e) {
            throw Failures.invalid(
                "body", "INVALID_PROTOBUF", "cannot be read (expected: " + type.getName() + ")");
          }
          return CompletableFuture.completedStage(answer);
        });
  }

  /** The specification wants no partial_success when all is well. */
  private static ExportTraceServiceResponse answer(OtlpReceipt receipt) {
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
