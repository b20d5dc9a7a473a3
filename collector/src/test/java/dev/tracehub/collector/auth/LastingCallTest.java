/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import static dev.tracehub.v1.KeyScope.KEY_SCOPE_INGEST;
import static dev.tracehub.v1.KeyScope.KEY_SCOPE_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.KeyState;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TailSpansRequest;
import dev.tracehub.v1.TailSpansResponse;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that are open when their key or project ends. */
class LastingCallTest {

  private final AuthFixture fixture = new AuthFixture();
  private final AtomicInteger batches = new AtomicInteger();
  private final CompletableFuture<StreamObserver<TailSpansResponse>> tail =
      new CompletableFuture<>();
  private final CompletableFuture<Boolean> tailIsLeft = new CompletableFuture<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final AtomicInteger tailed = new AtomicInteger();
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(new Batches())
            .addService(new Tails())
            .intercept(AuthInterceptor.forInProcess(fixture.withAdminKey()))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
    fixture.project("one");
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void openStream_ofAKeyThatIsRevoked_takesNoMore() throws Exception {
    String key = fixture.key("one", KEY_SCOPE_INGEST);
    StreamObserver<TraceBatch> stream = stream(key);
    stream.onNext(TraceBatch.getDefaultInstance());
    await().until(() -> batches.get() == 1);

    change(key, old -> old.setState(KeyState.KEY_STATE_REVOKED));
    await()
        .until(
            () -> {
              stream.onNext(TraceBatch.getDefaultInstance());
              return end.isDone();
            });

    assertThat(end.join().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(end.join().getDescription()).contains("revoked");
    int taken = batches.get();
    stream.onNext(TraceBatch.getDefaultInstance());
    assertThat(batches).hasValue(taken);
  }

  @Test
  void openStream_ofAProjectThatIsDeleted_takesNoMore() {
    StreamObserver<TraceBatch> stream = stream(fixture.key("one", KEY_SCOPE_INGEST));

    fixture.delete("one");
    await()
        .until(
            () -> {
              stream.onNext(TraceBatch.getDefaultInstance());
              return end.isDone();
            });

    assertThat(end.join().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void openStream_whileTheKeyIsGood_goesOn() {
    StreamObserver<TraceBatch> stream = stream(fixture.key("one", KEY_SCOPE_INGEST));

    Instant until = Instant.now().plus(LastingCall.INTERVAL.multipliedBy(3).dividedBy(2));
    AtomicInteger sent = new AtomicInteger();
    await()
        .until(
            () -> {
              stream.onNext(TraceBatch.getDefaultInstance());
              sent.incrementAndGet();
              return Instant.now().isAfter(until);
            });
    stream.onCompleted();

    assertThat(end.orTimeout(10, TimeUnit.SECONDS).join().isOk()).isTrue();
    assertThat(batches).hasValue(sent.get());
  }

  @Test
  void openTail_ofAKeyThatIsRevoked_endsAndItsServerLearnsIt() throws Exception {
    String key = fixture.key("one", KEY_SCOPE_READ);
    QueryServiceGrpc.newStub(with(key))
        .tailSpans(TailSpansRequest.getDefaultInstance(), observer(tailed));
    StreamObserver<TailSpansResponse> observer = tail.get(10, TimeUnit.SECONDS);
    observer.onNext(TailSpansResponse.getDefaultInstance());
    await().until(() -> tailed.get() == 1);

    change(key, old -> old.setState(KeyState.KEY_STATE_REVOKED));
    await()
        .until(
            () -> {
              observer.onNext(TailSpansResponse.getDefaultInstance());
              return tailIsLeft.isDone();
            });

    assertThat(end.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(((ServerCallStreamObserver<TailSpansResponse>) observer).isCancelled()).isTrue();
    observer.onCompleted();
  }

  private void change(String key, UnaryOperator<ApiKey.Builder> change) {
    fixture.change("one", key, change);
  }

  private StreamObserver<TraceBatch> stream(String key) {
    return TraceServiceGrpc.newStub(with(key)).streamBatches(observer(new AtomicInteger()));
  }

  private Channel with(String key) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private <T> StreamObserver<T> observer(AtomicInteger received) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T message) {
        received.incrementAndGet();
      }

      @Override
      public void onError(Throwable error) {
        end.complete(Status.fromThrowable(error));
      }

      @Override
      public void onCompleted() {
        end.complete(Status.OK);
      }
    };
  }

  /** Counts what gets through. */
  private final class Batches extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public StreamObserver<TraceBatch> streamBatches(
        StreamObserver<StreamBatchesResponse> responses) {
      return new StreamObserver<>() {
        @Override
        public void onNext(TraceBatch batch) {
          batches.incrementAndGet();
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {
          responses.onNext(StreamBatchesResponse.getDefaultInstance());
          responses.onCompleted();
        }
      };
    }
  }

  /** Leaves the answering to the test. */
  private final class Tails extends QueryServiceGrpc.QueryServiceImplBase {
    @Override
    public void tailSpans(TailSpansRequest request, StreamObserver<TailSpansResponse> observer) {
      ((ServerCallStreamObserver<TailSpansResponse>) observer)
          .setOnCancelHandler(() -> tailIsLeft.complete(true));
      tail.complete(observer);
    }
  }
}
