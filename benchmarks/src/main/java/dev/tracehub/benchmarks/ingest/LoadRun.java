/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs one load against a port and counts what was acknowledged.
 *
 * <p>A load without a rate is a closed loop: each lane sends a call, waits for its answer and sends
 * the next. Its rate is what is measured; its latencies say how long a call waits in a queue that
 * is kept full.
 *
 * <p>A load at a rate is an open loop: calls of one batch go at even distances, whatever became of
 * those before. One batch is one acknowledgement. Its latency counts from the instant at which the
 * call was due, so that a server that stalls, or a sender that falls behind, is not forgiven for
 * the calls that had to wait.
 */
final class LoadRun {

  private static final long REFUSAL_PAUSE_NANOS = 100_000_000;

  private final Load load;
  private final Template template;
  private final Answers answers;
  private final AtomicLong spanNumber;
  private final AtomicLong acknowledged = new AtomicLong();
  private final Latencies latencies = new Latencies();

  private LoadRun(Load load, AtomicLong spanNumber) {
    this.load = load;
    this.template = Template.of(load);
    this.answers = new Answers(load.protocol(), template.spans());
    this.spanNumber = spanNumber;
  }

  /**
   * What a run saw.
   *
   * @param spans spans acknowledged
   * @param seconds for how long
   * @param bytes bytes sent
   * @param latencies time from when a call was due to its answer
   */
  record Outcome(long spans, double seconds, long bytes, Latencies latencies) {}

  /**
   * Runs a load.
   *
   * @param spanNumber numbers spans over all runs against one server, so that no id comes twice
   */
  static Outcome run(Load load, int port, AtomicLong spanNumber)
      throws InterruptedException, ExecutionException {
    return new LoadRun(load, spanNumber).run(port);
  }

  private Outcome run(int port) throws InterruptedException, ExecutionException {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .disableRetry()
            .directExecutor()
            .build();
    try {
      Sender sender = new Sender(channel, load.protocol());
      long start = System.nanoTime();
      if (load.isPaced()) {
        paced(sender, start);
      } else {
        flood(sender, start);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long spans = acknowledged.get();
      return new Outcome(spans, seconds, spans / template.spans() * template.size(), latencies);
    } finally {
      channel.shutdownNow();
    }
  }

  private void flood(Sender sender, long start) throws InterruptedException, ExecutionException {
    ExecutorService lanes = Executors.newFixedThreadPool(load.streams());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int lane = 0; lane < load.streams(); lane++) {
        running.add(lanes.submit(() -> lane(sender, start)));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
    } finally {
      lanes.shutdownNow();
    }
  }

  private void lane(Sender sender, long start) {
    int perCall = load.batchesPerCall(template.size());
    long end = start + load.time().toNanos();
    while (System.nanoTime() < end) {
      List<byte[]> batches = batches(perCall);
      call(sender, batches, System.nanoTime()).join();
    }
  }

  private void paced(Sender sender, long start) throws InterruptedException, ExecutionException {
    double gapNanos = template.spans() * 1e9 / load.spansPerSecond();
    long calls = (long) (load.time().toNanos() / gapNanos);
    List<CompletableFuture<?>> open = new ArrayList<>();
    for (long call = 0; call < calls; call++) {
      List<byte[]> batches = batches(1);
      long due = start + (long) (call * gapNanos);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      open.add(call(sender, batches, due));
    }
    CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new)).get();
  }

  private List<byte[]> batches(int count) {
    List<byte[]> batches = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      batches.add(template.batch(spanNumber.getAndAdd(template.spans())));
    }
    return batches;
  }

  private CompletableFuture<Void> call(Sender sender, List<byte[]> batches, long due) {
    return sender
        .send(batches)
        .thenAccept(
            answer -> {
              latencies.add(System.nanoTime() - due);
              acknowledged.addAndGet(answers.acknowledged(answer, batches.size()));
            })
        .exceptionally(LoadRun::afterRefusal);
  }

  /**
   * A server that is full says so: the lane waits as a client would, other failures end the run.
   */
  private static @Nullable Void afterRefusal(Throwable failure) {
    if (Status.fromThrowable(failure).getCode() != Status.Code.RESOURCE_EXHAUSTED) {
      throw new CompletionException(failure);
    }
    LockSupport.parkNanos(REFUSAL_PAUSE_NANOS);
    return null;
  }
}
