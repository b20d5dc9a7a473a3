/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.balance;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Stands before a collector and fails: it refuses calls before the collector hears of them, loses
 * the answers of calls that the collector took, is overloaded and says when to come back, and is
 * slow.
 */
final class FaultyFront extends TraceServiceGrpc.TraceServiceImplBase implements AutoCloseable {

  private enum Fault {
    REFUSED,
    OVERLOADED,
    LOST,
    LATE,
    NONE
  }

  private static final double FAILING = 0.3;
  private static final double LOSING = 0.5;
  private static final double SLOW = 0.1;
  private static final long SLOW_MILLIS = 200;

  /** What the first calls meet, one each, so that no fault is left to chance. */
  private static final List<Fault> FIRST =
      List.of(Fault.REFUSED, Fault.OVERLOADED, Fault.LATE, Fault.LOST);

  private static final long RETRY_MILLIS = 20;

  private final Supplier<Channel> collector;
  private final Random random;
  private final ScheduledExecutorService delays = Executors.newSingleThreadScheduledExecutor();
  private final Server server;
  private int calls;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong overloaded = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong slow = new AtomicLong();

  FaultyFront(Supplier<Channel> collector, long seed) throws IOException {
    this.collector = collector;
    this.random = new Random(seed);
    this.server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .maxInboundMessageSize(64 << 20)
            .addService(this)
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  String faults() {
    return "%,d calls refused, %,d told to come back, %,d answers lost, %,d late"
        .formatted(refused.get(), overloaded.get(), lost.get(), slow.get());
  }

  boolean hasFailedInEveryWay() {
    return refused.get() > 0 && overloaded.get() > 0 && lost.get() > 0 && slow.get() > 0;
  }

  @Override
  public StreamObserver<TraceBatch> streamBatches(StreamObserver<StreamBatchesResponse> answers) {
    List<TraceBatch> batches = new ArrayList<>();
    return new StreamObserver<>() {
      @Override
      public void onNext(TraceBatch batch) {
        batches.add(batch);
      }

      @Override
      public void onError(Throwable gone) {}

      @Override
      public void onCompleted() {
        take(batches, answers);
      }
    };
  }

  private void take(List<TraceBatch> batches, StreamObserver<StreamBatchesResponse> answers) {
    switch (next()) {
      case REFUSED -> {
        refused.incrementAndGet();
        answers.onError(Status.UNAVAILABLE.withDescription("refused").asRuntimeException());
      }
      case OVERLOADED -> {
        overloaded.incrementAndGet();
        answers.onError(overload());
      }
      case LOST -> forward(batches, losing(answers));
      case LATE -> forward(batches, late(answers));
      case NONE -> forward(batches, answers);
    }
  }

  private synchronized Fault next() {
    int call = calls++;
    if (call < FIRST.size()) {
      return FIRST.get(call);
    }
    if (happens(FAILING)) {
      return happens(0.5) ? Fault.REFUSED : Fault.OVERLOADED;
    }
    if (happens(LOSING)) {
      return Fault.LOST;
    }
    return happens(SLOW) ? Fault.LATE : Fault.NONE;
  }

  private void forward(List<TraceBatch> batches, StreamObserver<StreamBatchesResponse> answers) {
    StreamObserver<TraceBatch> call =
        TraceServiceGrpc.newStub(collector.get())
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .streamBatches(answers);
    batches.forEach(call::onNext);
    call.onCompleted();
  }

  private static RuntimeException overload() {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
            .setMessage("overloaded")
            .addDetails(
                Any.pack(
                    RetryInfo.newBuilder()
                        .setRetryDelay(Durations.fromMillis(RETRY_MILLIS))
                        .build()))
            .build());
  }

  private StreamObserver<StreamBatchesResponse> losing(
      StreamObserver<StreamBatchesResponse> answers) {
    return new Passing(answers) {
      @Override
      public void onNext(StreamBatchesResponse response) {
        lost.incrementAndGet();
        answers.onError(Status.UNAVAILABLE.withDescription("answer lost").asRuntimeException());
      }

      @Override
      public void onCompleted() {}
    };
  }

  private StreamObserver<StreamBatchesResponse> late(
      StreamObserver<StreamBatchesResponse> answers) {
    slow.incrementAndGet();
    return new Passing(answers) {
      @Override
      public void onNext(StreamBatchesResponse response) {
        delays.schedule(
            () -> {
              answers.onNext(response);
              answers.onCompleted();
            },
            SLOW_MILLIS,
            TimeUnit.MILLISECONDS);
      }

      @Override
      public void onCompleted() {}
    };
  }

  /** Hands on, but for what is overridden. */
  private abstract static class Passing implements StreamObserver<StreamBatchesResponse> {

    private final StreamObserver<StreamBatchesResponse> answers;

    Passing(StreamObserver<StreamBatchesResponse> answers) {
      this.answers = answers;
    }

    @Override
    public void onError(Throwable failure) {
      answers.onError(failure);
    }
  }

  private boolean happens(double share) {
    return random.nextDouble() < share;
  }

  @Override
  public void close() {
    server.shutdownNow();
    delays.shutdownNow();
  }
}
