/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.StreamBatchesResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Runs one load against a port and counts what was acknowledged. */
final class LoadRun {

  /** Spans that one client stream carries: one answer for them all. */
  private static final int SPANS_PER_STREAM = 2_048;

  /** Bytes that one client stream carries at most, for large spans. */
  private static final int BYTES_PER_STREAM = 8 << 20;

  private final Load load;
  private final Template template;
  private final AtomicLong batchNumber;
  private final AtomicLong acknowledged = new AtomicLong();
  private final Latencies latencies = new Latencies();

  private LoadRun(Load load, AtomicLong batchNumber) {
    this.load = load;
    this.template = Template.of(load);
    this.batchNumber = batchNumber;
  }

  /**
   * What a run saw.
   *
   * @param spans spans acknowledged
   * @param seconds for how long
   * @param bytes bytes sent
   * @param latencies time from the end of sending a call to its answer
   */
  record Outcome(long spans, double seconds, long bytes, Latencies latencies) {}

  /**
   * Runs a load.
   *
   * @param batchNumber numbers batches over all runs against one server, so that no id comes twice
   */
  static Outcome run(Load load, int port, AtomicLong batchNumber)
      throws InterruptedException, ExecutionException {
    return new LoadRun(load, batchNumber).run(port);
  }

  private Outcome run(int port) throws InterruptedException, ExecutionException {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .disableRetry()
            .directExecutor()
            .build();
    ExecutorService lanes = Executors.newFixedThreadPool(load.streams());
    try {
      long start = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int lane = 0; lane < load.streams(); lane++) {
        running.add(lanes.submit(() -> lane(new Sender(channel, load.protocol()), start)));
      }
      for (Future<?> lane : running) {
        lane.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long spans = acknowledged.get();
      return new Outcome(spans, seconds, spans / template.spans() * template.size(), latencies);
    } finally {
      lanes.shutdownNow();
      channel.shutdownNow();
    }
  }

  private void lane(Sender sender, long start) {
    int perCall =
        load.protocol() == Protocol.OWN
            ? Math.max(
                1,
                Math.min(
                    SPANS_PER_STREAM / load.spansPerBatch(), BYTES_PER_STREAM / template.size()))
            : 1;
    long end = start + load.time().toNanos();
    long calls = 0;
    while (System.nanoTime() < end) {
      List<byte[]> batches = new ArrayList<>(perCall);
      for (int i = 0; i < perCall; i++) {
        batches.add(template.batch(batchNumber.getAndIncrement()));
      }
      pace(start, calls++ * perCall * template.spans());
      long sent = System.nanoTime();
      byte[] answer = sender.send(batches).join();
      latencies.add(System.nanoTime() - sent);
      acknowledged.addAndGet(acknowledgedBy(answer, perCall));
    }
  }

  /** Holds the rate: this lane's share of it says when the next call may go. */
  private void pace(long start, long spansSoFar) {
    if (load.spansPerSecond() == 0) {
      return;
    }
    double share = load.spansPerSecond() / (double) load.streams();
    long due = start + (long) (spansSoFar / share * 1e9);
    while (System.nanoTime() < due) {
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private long acknowledgedBy(byte[] answer, int batches) {
    try {
      if (load.protocol() == Protocol.OTLP) {
        ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer);
        return template.spans() - response.getPartialSuccess().getRejectedSpans();
      }
      StreamBatchesResponse response = StreamBatchesResponse.parseFrom(answer);
      if (response.getReceiptsCount() != batches) {
        throw new IllegalStateException(response.getReceiptsCount() + " receipts for " + batches);
      }
      return response.getReceiptsList().stream().mapToLong(this::acknowledgedBy).sum();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts what is missing from the batch: the stage that only receives reads no records. */
  private long acknowledgedBy(BatchReceipt receipt) {
    return receipt.hasRetryAfter() || receipt.getDuplicate()
        ? 0
        : template.spans() - receipt.getRejectedCount() - receipt.getDuplicates();
  }
}
