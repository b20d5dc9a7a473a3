/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.SendBatchResponse;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.stub.StreamObserver;

/** Gives receipts and forgets the spans. */
final class FakeTraceService extends TraceServiceGrpc.TraceServiceImplBase {

  @Override
  public void sendBatch(TraceBatch batch, StreamObserver<SendBatchResponse> observer) {
    observer.onNext(SendBatchResponse.newBuilder().setReceipt(receipt(batch)).build());
    observer.onCompleted();
  }

  @Override
  public StreamObserver<TraceBatch> streamBatches(StreamObserver<StreamBatchesResponse> observer) {
    StreamBatchesResponse.Builder answer = StreamBatchesResponse.newBuilder();
    return new StreamObserver<>() {
      @Override
      public void onNext(TraceBatch batch) {
        answer.addReceipts(receipt(batch));
      }

      @Override
      public void onError(Throwable error) {}

      @Override
      public void onCompleted() {
        observer.onNext(answer.build());
        observer.onCompleted();
      }
    };
  }

  private static BatchReceipt receipt(TraceBatch batch) {
    return BatchReceipt.newBuilder()
        .setBatchId(batch.getBatchId())
        .setAccepted(batch.getSpansCount())
        .build();
  }
}
