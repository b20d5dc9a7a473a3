/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.v1.BatchReceipt;
import java.util.concurrent.CompletionStage;

/**
 * Takes what transports receive. Thread-safe; never blocks on the disk or the store.
 *
 * <p>Stages fail with a {@link io.grpc.StatusRuntimeException} that carries google.rpc details:
 * INVALID_ARGUMENT for bytes that are no message, RESOURCE_EXHAUSTED without RetryInfo for what is
 * too large, RESOURCE_EXHAUSTED with RetryInfo for overload, UNAVAILABLE when the journal has
 * failed. Nothing of a failed call is durable.
 */
public interface Ingest {

  /**
   * Takes the bytes of a {@code tracehub.v1.TraceBatch} for a project. The stage completes when
   * what was accepted is durable (and stored, if the batch asks for it).
   */
  CompletionStage<BatchReceipt> submitBatch(String project, byte[] batch);

  /**
   * Takes the bytes of an OTLP {@code ExportTraceServiceRequest} for a project. The stage completes
   * when what was accepted is durable.
   */
  CompletionStage<OtlpReceipt> submitOtlpTraces(String project, byte[] request);

  /**
   * Takes the bytes of an OTLP {@code ExportLogsServiceRequest} for a project. The stage completes
   * when what was accepted is durable. Log records without a trace are rejected.
   */
  CompletionStage<OtlpReceipt> submitOtlpLogs(String project, byte[] request);

  /**
   * Takes the bytes of an OTLP {@code ExportMetricsServiceRequest} for a project. The stage
   * completes when what was accepted is durable. Data points of metrics whose names do not begin
   * with {@code gen_ai.} are rejected.
   */
  CompletionStage<OtlpReceipt> submitOtlpMetrics(String project, byte[] request);

  /**
   * Whether there is room for more right now. Transports stop reading while there is not, so that
   * the excess waits at its senders instead of here.
   */
  default boolean hasRoom() {
    return true;
  }
}
