/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateResponse;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.ExportResponse;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TimeRange;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the collector with SIGKILL at random moments of a load; what it acknowledged must be there
 * once.
 */
class CrashIT {

  private static final boolean LONG = Boolean.getBoolean("tracehub.long");
  private static final int BATCHES = LONG ? 4_000 : 2_000;
  private static final int KILLS = LONG ? 50 : 10;
  private static final int SENDERS = 4;

  @TempDir private Path folder;

  private final long seed = Long.getLong("tracehub.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicReference<ManagedChannel> channel = new AtomicReference<>();

  @Test
  void kill_tenTimesInALoad_losesNothingAcknowledgedAndDoublesNothing() throws Exception {
    System.out.println("CrashIT seed: " + seed + " (repeat with -Dtracehub.seed=" + seed + ")");
    Instant now = Instant.now();
    CrashLoad load = new CrashLoad(BATCHES, (now.getEpochSecond() - 3600) * 1_000_000_000L);
    CollectorProcess collector = start();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<Future<?>> running = new ArrayList<>();
    try {
      for (int i = 0; i < SENDERS; i++) {
        running.add(senders.submit(() -> load.run(channel::get)));
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        int until =
            load.acknowledged() + BATCHES / (KILLS + 2) / 2 + random.nextInt(BATCHES / (KILLS + 2));
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(1))
            .until(() -> load.acknowledged() >= Math.min(until, BATCHES));
        collector.kill();
        collector = start();
      }
      for (Future<?> sender : running) {
        sender.get(LONG ? 1200 : 120, TimeUnit.SECONDS);
      }
      assertEverySpanOnce(load, now);
      System.out.println(
          "CrashIT: "
              + KILLS
              + " kills, "
              + BATCHES * CrashLoad.SPANS_PER_BATCH
              + " spans acknowledged, "
              + load.repeats()
              + " batches answered as repeats, 0 lost, 0 twice");
    } finally {
      senders.shutdownNow();
      channel.get().shutdownNow();
      collector.kill();
    }
  }

  private CollectorProcess start() {
    CollectorProcess collector = CollectorProcess.start(folder);
    ManagedChannel old = channel.getAndSet(collector.channel());
    if (old != null) {
      old.shutdownNow();
    }
    return collector;
  }

  private void assertEverySpanOnce(CrashLoad load, Instant now) {
    TimeRange range =
        TimeRange.newBuilder()
            .setStart(Timestamps.fromSeconds(now.getEpochSecond() - 7200))
            .setEnd(Timestamps.fromSeconds(now.getEpochSecond() + 60))
            .build();
    long expected = (long) BATCHES * CrashLoad.SPANS_PER_BATCH;
    await()
        .atMost(Duration.ofSeconds(LONG ? 600 : 60))
        .ignoreExceptions()
        .until(() -> count(range) >= expected);
    assertThat(sums(range)).containsExactly(expected, expected * CrashLoad.INPUT_TOKENS);
    Set<String> seen = new HashSet<>();
    Iterator<ExportResponse> chunks =
        QueryServiceGrpc.newBlockingStub(channel.get())
            .export(ExportRequest.newBuilder().setTimeRange(range).build());
    while (chunks.hasNext()) {
      for (Span span : chunks.next().getSpansList()) {
        assertThat(seen.add(span.getSpanId())).as("span %s twice", span.getSpanId()).isTrue();
        Span sent = load.span(Long.parseLong(span.getSpanId(), 16) - 1);
        assertThat(span.getTraceId()).isEqualTo(sent.getTraceId());
        assertThat(span.getInput().getText()).isEqualTo(sent.getInput().getText());
      }
    }
    assertThat(seen).hasSize((int) expected);
  }

  private long count(TimeRange range) {
    return sums(range).get(0);
  }

  private List<Long> sums(TimeRange range) {
    AggregateResponse answer =
        QueryServiceGrpc.newBlockingStub(channel.get())
            .aggregate(
                AggregateRequest.newBuilder()
                    .setTimeRange(range)
                    .addMeasures(Measure.MEASURE_COUNT)
                    .addMeasures(Measure.MEASURE_INPUT_TOKENS)
                    .build());
    return answer.getRowsCount() == 0
        ? List.of(0L, 0L)
        : List.of(
            answer.getRows(0).getValues(0).getIntValue(),
            answer.getRows(0).getValues(1).getIntValue());
  }
}
