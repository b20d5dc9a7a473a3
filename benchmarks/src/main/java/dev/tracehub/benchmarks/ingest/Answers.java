/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.StreamBatchesResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/**
 * Reads how many spans an answer acknowledges.
 *
 * @param protocol what the answer is
 * @param spansPerBatch spans in each batch that was sent
 */
record Answers(Protocol protocol, int spansPerBatch) {

  /** The spans that the answer to a call with so many batches acknowledges. */
  long acknowledged(byte[] answer, int batches) {
    try {
      if (protocol == Protocol.OTLP) {
        ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer);
        return spansPerBatch - response.getPartialSuccess().getRejectedSpans();
      }
      StreamBatchesResponse response = StreamBatchesResponse.parseFrom(answer);
      if (response.getReceiptsCount() != batches) {
        throw new IllegalStateException(response.getReceiptsCount() + " receipts for " + batches);
      }
      return response.getReceiptsList().stream().mapToLong(this::acknowledged).sum();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts what is missing from the batch: the stage that only receives reads no records. */
  private long acknowledged(BatchReceipt receipt) {
    return receipt.hasRetryAfter() || receipt.getDuplicate()
        ? 0
        : spansPerBatch - receipt.getRejectedCount() - receipt.getDuplicates();
  }
}
