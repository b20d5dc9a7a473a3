/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.v1.SendBatchResponse;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import java.util.concurrent.CompletionStage;

/**
 * {@code tracehub.v1.TraceService} over {@link Ingest}. Thread-safe. Wants a server whose largest
 * inbound message is at least {@link IngestLimits#batchBytes}, and {@link GzipCodec#registry}.
 */
public final class TraceGrpcService implements BindableService {

  private final Ingest ingest;
  private final IngestLimits limits;

  public TraceGrpcService(Ingest ingest, IngestLimits limits) {
    this.ingest = ingest;
    this.limits = limits;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return new RawMethods(TraceServiceGrpc.getServiceDescriptor(), limits.batchBytes())
        .add(
            TraceServiceGrpc.getStreamBatchesMethod(),
            new BatchStreams(ingest, limits.streamBatches()))
        .add(TraceServiceGrpc.getSendBatchMethod(), new UnaryCalls<>(this::sendBatch))
        .build();
  }

  private CompletionStage<SendBatchResponse> sendBatch(String project, byte[] batch) {
    return ingest
        .submitBatch(project, batch)
        .thenApply(
            receipt ->
                SendBatchResponse.newBuilder()
                    .setReceipt(new ReceiptBudget().take(receipt))
                    .build());
  }
}
