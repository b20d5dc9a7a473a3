/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/**
 * What became of an OTLP request. accepted + duplicates + rejected is the number of its records.
 * The responses carry {@code partial_success} only when there is something to tell, as the
 * specification wants it.
 *
 * @param accepted records that are now durable and were not before
 * @param duplicates records that had been received before with the same content
 * @param rejected records that will not be stored
 * @param message why records were rejected, the first few with their fields; empty when none was
 */
public record OtlpReceipt(long accepted, long duplicates, long rejected, String message) {

  private boolean isComplete() {
    return rejected == 0 && message.isEmpty();
  }

  /** The answer to spans. */
  public ExportTraceServiceResponse toTraceResponse() {
    return isComplete()
        ? ExportTraceServiceResponse.getDefaultInstance()
        : ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected)
                    .setErrorMessage(message))
            .build();
  }

  /** The answer to log records. */
  public ExportLogsServiceResponse toLogsResponse() {
    return isComplete()
        ? ExportLogsServiceResponse.getDefaultInstance()
        : ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(rejected)
                    .setErrorMessage(message))
            .build();
  }

  /** The answer to data points. */
  public ExportMetricsServiceResponse toMetricsResponse() {
    return isComplete()
        ? ExportMetricsServiceResponse.getDefaultInstance()
        : ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejected)
                    .setErrorMessage(message))
            .build();
  }
}
