/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps what the client sends. Thread-safe. */
final class CapturingCollector extends TraceServiceGrpc.TraceServiceImplBase
    implements AutoCloseable {

  private final List<Span> spans = new ArrayList<>();
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final Server server;
  private final ManagedChannel channel;

  CapturingCollector() throws IOException {
    String name = UUID.randomUUID().toString();
    server = InProcessServerBuilder.forName(name).addService(this).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  ManagedChannel channel() {
    return channel;
  }

  synchronized List<Span> spans() {
    return List.copyOf(spans);
  }

  synchronized List<Evaluation> evaluations() {
    return List.copyOf(evaluations);
  }

  @Override
  public StreamObserver<TraceBatch> streamBatches(StreamObserver<StreamBatchesResponse> response) {
    StreamBatchesResponse.Builder receipts = StreamBatchesResponse.newBuilder();
    return new StreamObserver<>() {
      @Override
      public void onNext(TraceBatch batch) {
        receipts.addReceipts(take(batch));
      }

      @Override
      public void onError(Throwable fault) {
        // The client went away.
      }

      @Override
      public void onCompleted() {
        response.onNext(receipts.build());
        response.onCompleted();
      }
    };
  }

  private synchronized BatchReceipt take(TraceBatch batch) {
    spans.addAll(batch.getSpansList());
    evaluations.addAll(batch.getEvaluationsList());
    return BatchReceipt.newBuilder()
        .setSequence(batch.getSequence())
        .setBatchId(batch.getBatchId())
        .setAccepted(batch.getSpansCount() + batch.getEvaluationsCount())
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
