/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.v1.StreamBatchesResponse;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.StatusRuntimeException;

/** Serves StreamBatches. Thread-safe. */
final class BatchStreams implements ServerCallHandler<InboundMessage, StreamBatchesResponse> {

  private final Ingest ingest;
  private final int mostBatches;

  /**
   * @param mostBatches the most batches of one stream
   */
  BatchStreams(Ingest ingest, int mostBatches) {
    this.ingest = ingest;
    this.mostBatches = mostBatches;
  }

  @Override
  public ServerCall.Listener<InboundMessage> startCall(
      ServerCall<InboundMessage, StreamBatchesResponse> call, Metadata headers) {
    String project;
    try {
      project = Callers.project();
    } catch (StatusRuntimeException e) {
      CallEnd.fail(call, e);
      return new ServerCall.Listener<>() {};
    }
    BatchStream stream = new BatchStream(call, ingest, project, mostBatches);
    stream.start();
    return stream;
  }
}
