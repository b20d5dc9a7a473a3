/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.delivery.DeliverySettings;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateResponse;
import dev.tracehub.v1.DrainStatus;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.TimeRange;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads record while everything behind the client fails, and the client is closed in the
 * middle. Each span ends in one way, and the collector holds what the client calls delivered, each
 * once.
 */
class BalanceIT {

  private static final boolean LONG = Boolean.getBoolean("tracehub.long");
  private static final long SPANS = LONG ? 5_000_000 : 100_000;
  private static final Duration LOAD = LONG ? Duration.ofMinutes(6) : Duration.ofSeconds(40);
  private static final int KILLS = LONG ? 10 : 2;
  private static final int THREADS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(LONG ? 20 : 3);

  /** A share of the threads record as fast as they can now and then, more than can be sent. */
  private static final double RUSHING = 0.02;

  private static final int RUSH = 2_000;
  private static final int STEP = 20;

  private final long seed = Long.getLong("tracehub.seed", System.nanoTime());
  private final AtomicReference<CollectorChild> collector = new AtomicReference<>();
  private final AtomicLong issued = new AtomicLong();
  private final AtomicBoolean stopped = new AtomicBoolean();

  @TempDir private Path folder;

  private FaultyFront front;
  private Tracehub tracehub;

  @BeforeEach
  void start() throws IOException {
    System.out.println("BalanceIT seed: " + seed + " (repeat with -Dtracehub.seed=" + seed + ")");
    startCollector();
    front = new FaultyFront(() -> (Channel) collector.get().channel(), seed);
  }

  @AfterEach
  void stop() {
    stopped.set(true);
    if (tracehub != null) {
      tracehub.close(Duration.ZERO);
    }
    if (front != null) {
      front.close();
    }
    if (collector.get() != null) {
      collector.get().close();
    }
  }

  @Test
  void manyThreads_whileEverythingFails_balanceToTheLastSpan() throws Exception {
    tracehub =
        Tracehub.builder()
            .endpoint("http://127.0.0.1:" + front.port())
            .service("balance")
            .delivery(
                DeliverySettings.builder()
                    .maxPendingRecords(20_000)
                    .maxRetryAge(Duration.ofSeconds(30))
                    .callTimeout(Duration.ofSeconds(5))
                    .build())
            .build();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(seed + i);
      Thread thread = new Thread(() -> record(random));
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitIssued(SPANS * kill / (KILLS + 1));
      collector.get().close();
      startCollector();
    }
    awaitIssued(SPANS);
    FlushResult closed = tracehub.close(Duration.ofSeconds(5));
    awaitIssued(issued.get() + THREADS);
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }

    ClientStats stats = tracehub.stats();
    assertThat(stats.recorded()).isEqualTo(issued.get());
    assertThat(stats.pending()).as("%s", closed).isZero();
    assertThat(stats.balanced()).as("%s", stats).isTrue();
    assertThat(stats.dropped(DropReason.CLOSED)).as("closed in the middle").isPositive();
    assertThat(stats.rejected()).isZero();
    assertThat(front.hasFailedInEveryWay()).as(front.faults()).isTrue();

    long held = held();
    long unsure = stats.dropped(DropReason.RETRY_EXHAUSTED) + stats.dropped(DropReason.CLOSED);
    assertThat(held)
        .as("delivered, and dropped after a lost answer")
        .isBetween(stats.delivered(), stats.delivered() + unsure);
    System.out.printf(
        "BalanceIT: %,d recorded = %,d delivered + %,d rejected + dropped %s; %,d held, each once;"
            + " %d kills, %s%n",
        stats.recorded(),
        stats.delivered(),
        stats.rejected(),
        stats.dropped(),
        held,
        KILLS,
        front.faults());
  }

  /** As a service would: some work, a pause, and now and then far too much. */
  private void record(Random random) {
    long pause = LOAD.toNanos() / (SPANS / (THREADS * STEP));
    while (!stopped.get()) {
      int spans = random.nextDouble() < RUSHING ? RUSH : STEP;
      for (int i = 0; i < spans; i++) {
        issued.incrementAndGet();
        try (var span = tracehub.span("work").start()) {
          span.attribute("thread", Thread.currentThread().getName()).usage(7, 3);
        }
      }
      LockSupport.parkNanos(pause);
    }
  }

  private void awaitIssued(long spans) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> issued.get() >= spans);
  }

  private void startCollector() throws IOException {
    collector.set(
        LONG
            ? CollectorChild.start(
                folder, "-Xmx6g", "--memory-max-bytes", "4GiB", "--journal-retain-bytes", "9GiB")
            : CollectorChild.start(folder, "-Xmx768m"));
  }

  /** Spans that the collector holds, all of which are traces of their own. */
  private long held() {
    await().atMost(PATIENCE).until(this::isStored);
    List<MeasureValue> values = count().getRows(0).getValuesList();
    assertThat(values.get(0).getIntValue()).isEqualTo(values.get(1).getIntValue());
    return values.get(0).getIntValue();
  }

  private boolean isStored() {
    DrainStatus drain =
        AdminServiceGrpc.newBlockingStub(collector.get().channel())
            .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
            .getDrain();
    return drain.getLagBytes() == 0 && drain.getState().equals("running");
  }

  private AggregateResponse count() {
    long now = Instant.now().getEpochSecond();
    return QueryServiceGrpc.newBlockingStub(collector.get().channel())
        .aggregate(
            AggregateRequest.newBuilder()
                .setTimeRange(
                    TimeRange.newBuilder()
                        .setStart(Timestamps.fromSeconds(now - 7200))
                        .setEnd(Timestamps.fromSeconds(now + 60)))
                .addMeasures(Measure.MEASURE_COUNT)
                .addMeasures(Measure.MEASURE_TRACES)
                .build());
  }
}
