/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import static dev.tracehub.collector.wire.TestBatches.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Durations;
import dev.tracehub.collector.auth.Principal;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.RejectedRecord;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceGrpcServiceTest {

  private GrpcFixture server;

  @BeforeEach
  void start() throws Exception {
    server =
        new GrpcFixture(
            IngestLimits.defaults().with("streamBatches", 10).with("batchBytes", 1 << 20));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The client's half of a stream. */
  private static final class Responses implements StreamObserver<StreamBatchesResponse> {

    final CompletableFuture<StreamBatchesResponse> response = new CompletableFuture<>();

    @Override
    public void onNext(StreamBatchesResponse value) {
      response.complete(value);
    }

    @Override
    public void onError(Throwable error) {
      response.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {}

    StreamBatchesResponse get() {
      return response.orTimeout(20, TimeUnit.SECONDS).join();
    }

    Status status() {
      try {
        get();
      } catch (CompletionException e) {
        return Status.fromThrowable(e.getCause());
      }
      throw new AssertionError("did not fail");
    }
  }

  private StreamObserver<TraceBatch> stream(Responses responses) {
    return TraceServiceGrpc.newStub(server.channel).streamBatches(responses);
  }

  private static BatchReceipt receipt(long position) {
    return BatchReceipt.newBuilder().setAccepted(1).setJournalPosition(position).build();
  }

  @Test
  void sendBatch_handsTheBytesOn() throws Exception {
    var call = TraceServiceGrpc.newFutureStub(server.channel).sendBatch(batch(1).build());
    await().until(() -> server.ingest.count() == 1);

    server.ingest.answer(0, receipt(7));

    assertThat(call.get(20, TimeUnit.SECONDS).getReceipt()).isEqualTo(receipt(7));
    assertThat(server.ingest.received().get(0)).isEqualTo(batch(1).build().toByteArray());
    assertThat(server.ingest.projects()).containsExactly("shop");
  }

  @Test
  void sendBatch_failure_isTheCallsStatus() {
    var call = TraceServiceGrpc.newFutureStub(server.channel).sendBatch(batch(1).build());
    await().until(() -> server.ingest.count() == 1);

    server.ingest.fail(0, Failures.overloaded("INGEST_BUSY", "busy", Duration.ofMillis(500)));

    assertThat(call)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withMessageContaining("RESOURCE_EXHAUSTED: busy");
  }

  @Test
  void sendBatch_callerWithoutProject_isDenied() {
    server.caller =
        Optional.of(new Principal(Optional.empty(), Set.of(KeyScope.KEY_SCOPE_ADMIN), "admin"));

    assertThat(sendBatchStatus(batch(1).build()).getCode())
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void sendBatch_nobodyCalls_isUnauthenticated() {
    server.caller = Optional.empty();

    assertThat(sendBatchStatus(batch(1).build()).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void sendBatch_tooLarge_isExhausted() {
    Status status =
        sendBatchStatus(TraceBatch.newBuilder().setService("x".repeat(1 << 20)).build());

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status.getDescription())
        .isEqualTo("message: over 1048576 bytes (expected: at most 1048576 bytes)");
    assertThat(server.ingest.count()).isZero();
  }

  @Test
  void sendBatch_tooLargeWhenInflated_isExhausted() {
    Status status =
        status(
            () ->
                TraceServiceGrpc.newBlockingStub(server.channel)
                    .withCompression("gzip")
                    .sendBatch(TraceBatch.newBuilder().setService("x".repeat(2 << 20)).build()));

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void sendBatch_bomb_isExhausted() {
    Status status =
        status(
            () ->
                TraceServiceGrpc.newBlockingStub(server.channel)
                    .withCompression("gzip")
                    .sendBatch(TraceBatch.newBuilder().setService("x".repeat(30 << 20)).build()));

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  private Status sendBatchStatus(TraceBatch batch) {
    return status(() -> TraceServiceGrpc.newBlockingStub(server.channel).sendBatch(batch));
  }

  private static Status status(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
    throw new AssertionError("did not fail");
  }

  @Test
  void streamBatches_answersInOrder() {
    Responses responses = new Responses();
    StreamObserver<TraceBatch> stream = stream(responses);
    stream.onNext(batch(1).build());
    stream.onNext(batch(2).build());
    await().until(() -> server.ingest.count() == 2);
    stream.onCompleted();

    server.ingest.answer(1, receipt(2));
    server.ingest.answer(0, receipt(1));

    assertThat(responses.get().getReceiptsList()).containsExactly(receipt(1), receipt(2));
  }

  @Test
  void streamBatches_empty_hasNoReceipts() {
    Responses responses = new Responses();

    stream(responses).onCompleted();

    assertThat(responses.get()).isEqualTo(StreamBatchesResponse.getDefaultInstance());
  }

  @Test
  void streamBatches_reads_onlyAFewAhead() {
    Responses responses = new Responses();
    StreamObserver<TraceBatch> stream = stream(responses);
    for (int i = 0; i < 6; i++) {
      stream.onNext(batch(i).build());
    }
    stream.onCompleted();

    await().until(() -> server.ingest.count() == 4);
    for (int i = 0; i < 6; i++) {
      int batch = i;
      await().until(() -> server.ingest.count() > batch);
      assertThat(server.ingest.count()).isLessThanOrEqualTo(4 + batch);
      server.ingest.answer(batch, receipt(batch));
    }
    assertThat(responses.get().getReceiptsCount()).isEqualTo(6);
  }

  @Test
  void streamBatches_noRoom_readsOneAtATime() {
    server.ingest.room = false;
    Responses responses = new Responses();
    StreamObserver<TraceBatch> stream = stream(responses);
    stream.onNext(batch(1).build());
    stream.onNext(batch(2).build());
    stream.onCompleted();

    await().until(() -> server.ingest.count() == 1);
    server.ingest.answer(0, receipt(1));
    await().until(() -> server.ingest.count() == 2);
    server.ingest.answer(1, receipt(2));

    assertThat(responses.get().getReceiptsCount()).isEqualTo(2);
  }

  @Test
  void streamBatches_overload_costsOneBatchADelay() {
    Responses responses = new Responses();
    StreamObserver<TraceBatch> stream = stream(responses);
    stream.onNext(batch(1).setClientId("c").setSequence(3).setBatchId("b").build());
    stream.onNext(batch(2).build());
    stream.onCompleted();
    await().until(() -> server.ingest.count() == 2);

    server.ingest.fail(0, Failures.overloaded("INGEST_BUSY", "busy", Duration.ofMillis(500)));
    server.ingest.answer(1, receipt(2));

    assertThat(responses.get().getReceiptsList())
        .containsExactly(
            BatchReceipt.newBuilder()
                .setClientId("c")
                .setSequence(3)
                .setBatchId("b")
                .setRetryAfter(Durations.fromMillis(500))
                .build(),
            receipt(2));
  }

  @Test
  void streamBatches_otherFailure_endsTheStream() {
    Responses responses = new Responses();
    StreamObserver<TraceBatch> stream = stream(responses);
    stream.onNext(batch(1).build());
    stream.onNext(batch(2).build());
    await().until(() -> server.ingest.count() == 2);

    server.ingest.fail(0, Failures.invalid("spans[0]", "MALFORMED", "cut off"));

    assertThat(responses.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    server.ingest.answer(1, receipt(2));
  }

  @Test
  void streamBatches_tooMany_endsTheStream() {
    Responses responses = new Responses();
    StreamObserver<TraceBatch> stream = stream(responses);
    for (int i = 0; i < 11; i++) {
      stream.onNext(batch(i).build());
    }
    for (int i = 0; i < 10; i++) {
      int batch = i;
      await().until(() -> server.ingest.count() > batch);
      server.ingest.answer(batch, receipt(batch));
    }

    Status status = responses.status();

    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status.getDescription())
        .isEqualTo(
            "stream: more than 10 batches (expected: at most 10, then half-close and open a new"
                + " one)");
  }

  @Test
  void streamBatches_cancelled_forgetsItsReceipts() throws Exception {
    Responses responses = new Responses();
    Context.CancellableContext context = Context.current().withCancellation();
    StreamObserver<TraceBatch> stream = context.call(() -> stream(responses));
    stream.onNext(batch(1).build());
    await().until(() -> server.ingest.count() == 1);

    context.cancel(null);

    assertThat(responses.status().getCode()).isEqualTo(Status.Code.CANCELLED);
    server.ingest.answer(0, receipt(1));
    sendBatch_handsTheBytesOnAfter(1);
  }

  private void sendBatch_handsTheBytesOnAfter(int earlier) throws Exception {
    var call = TraceServiceGrpc.newFutureStub(server.channel).sendBatch(batch(1).build());
    await().until(() -> server.ingest.count() == earlier + 1);
    server.ingest.answer(earlier, receipt(7));
    assertThat(call.get(20, TimeUnit.SECONDS).getReceipt()).isEqualTo(receipt(7));
  }

  @Test
  void streamBatches_manyRejections_keepsTheAnswerSmall() {
    BatchReceipt.Builder rejecting = BatchReceipt.newBuilder();
    for (int i = 0; i < 10_000; i++) {
      rejecting.addRejected(
          RejectedRecord.newBuilder().setIndex(i).setField("spans[0]").setReason("r".repeat(150)));
    }
    Responses responses = new Responses();
    StreamObserver<TraceBatch> stream = stream(responses);
    for (int i = 0; i < 4; i++) {
      stream.onNext(batch(i).build());
    }
    stream.onCompleted();
    await().until(() -> server.ingest.count() == 4);
    for (int i = 0; i < 4; i++) {
      server.ingest.answer(i, rejecting.build());
    }

    StreamBatchesResponse response = responses.get();

    assertThat(response.getSerializedSize()).isLessThan(4 << 20);
    assertThat(response.getReceiptsList())
        .allSatisfy(receipt -> assertThat(receipt.getRejectedCount()).isEqualTo(10_000));
    assertThat(response.getReceipts(0).getRejected(0).getReason()).isNotEmpty();
    assertThat(response.getReceipts(3).getRejected(0).getReason()).isEmpty();
  }
}
