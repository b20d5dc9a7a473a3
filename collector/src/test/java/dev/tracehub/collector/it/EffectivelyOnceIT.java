/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.clickhouse.local.LossyProxy;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load while everything between it and the tables of ClickHouse fails: the collector is killed,
 * ClickHouse is killed, connections are cut in the middle of inserts and after them, ClickHouse is
 * away. Afterwards each span is there once, in the table and in every sum that is derived from it.
 */
class EffectivelyOnceIT {

  private static final boolean LONG = Boolean.getBoolean("tracehub.long");
  private static final int BATCHES = LONG ? 10_000 : 1_000;
  private static final int KILLS = LONG ? 10 : 2;
  private static final Duration AWAY = LONG ? Duration.ofMinutes(5) : Duration.ofSeconds(5);
  private static final Duration PATIENCE = LONG ? Duration.ofMinutes(20) : Duration.ofMinutes(3);
  private static final double FAULT_SHARE = 0.3;
  private static final int SENDERS = 4;

  @TempDir private Path folder;

  private final long seed = Long.getLong("tracehub.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicReference<ManagedChannel> channel = new AtomicReference<>();
  private final CrashLoad load =
      new CrashLoad(BATCHES, (Instant.now().getEpochSecond() - 3600) * 1_000_000_000L);
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private LocalClickHouse clickHouse;
  private LossyProxy proxy;
  private CollectorProcess collector;

  @BeforeEach
  void start() throws IOException {
    System.out.println(
        "EffectivelyOnceIT seed: " + seed + " (repeat with -Dtracehub.seed=" + seed + ")");
    clickHouse = LocalClickHouse.start(LocalClickHouseOptions.in(folder.resolve("clickhouse")));
    proxy = LossyProxy.before(clickHouse.httpUrl(), seed);
    startCollector();
  }

  @AfterEach
  void stop() throws IOException {
    senders.shutdownNow();
    channel.get().shutdownNow();
    collector.kill();
    proxy.close();
    clickHouse.close();
  }

  @Test
  void load_whileEverythingFails_isStoredOnceAndSumsAgree() throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      running.add(senders.submit(() -> load.run(channel::get)));
    }
    proxy.setFaultShare(FAULT_SHARE);
    int step = BATCHES / (2 * KILLS + 2);
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitAcknowledged((2 * kill - 1) * step + random.nextInt(step));
      collector.kill();
      startCollector();
      awaitAcknowledged(2 * kill * step + random.nextInt(step));
      clickHouse.kill();
      clickHouse.restart();
      proxy.setTarget(clickHouse.httpUrl());
    }
    clickHouse.kill();
    Instant back = Instant.now().plus(AWAY);
    awaitAcknowledged(BATCHES);
    await().atMost(AWAY.plusSeconds(10)).until(() -> Instant.now().isAfter(back));
    clickHouse.restart();
    proxy.setTarget(clickHouse.httpUrl());
    for (Future<?> sender : running) {
      sender.get(1, TimeUnit.MINUTES);
    }

    awaitStored();
    // What is sent again to be safe must change nothing either.
    collector.kill();
    startCollector();
    awaitStored();
    assertSums();
    assertThat(proxy.cutRequests() + proxy.lostAnswers()).as("faults of the proxy").isPositive();
    System.out.printf(
        "EffectivelyOnceIT: %,d spans, %d kills of the collector and %d of ClickHouse, %s away,"
            + " %d requests cut, %d answers lost: 0 lost, 0 twice, all sums agree%n",
        (long) BATCHES * CrashLoad.SPANS_PER_BATCH,
        KILLS,
        KILLS + 1,
        AWAY,
        proxy.cutRequests(),
        proxy.lostAnswers());
  }

  private void startCollector() {
    collector =
        CollectorProcess.start(
            folder,
            "--storage",
            "clickhouse",
            "--clickhouse-url",
            proxy.url().toString(),
            "--journal-segment-bytes",
            "16MiB");
    ManagedChannel old = channel.getAndSet(collector.channel());
    if (old != null) {
      old.shutdownNow();
    }
  }

  private void awaitAcknowledged(int batches) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> load.acknowledged() >= Math.min(batches, BATCHES));
  }

  /** Waits until the store says that it holds all of the journal. */
  private void awaitStored() {
    try (CollectorClient client = new CollectorClient(collector)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () ->
                  client.status().getDrain().getLagBytes() == 0
                      && client.status().getDrain().getState().equals("running"));
    }
  }

  private void assertSums() throws IOException {
    ClickHouseEndpoint tables = clickHouse.endpoint().withDatabase("tracehub");
    long spans = (long) BATCHES * CrashLoad.SPANS_PER_BATCH;
    String expected = spans + "\t" + spans * CrashLoad.INPUT_TOKENS;

    assertThat(
            tables.query(
                "SELECT count(), uniqExact(trace_id, span_id), sum(input_tokens) FROM spans"))
        .isEqualTo(spans + "\t" + expected);
    for (String rollup : List.of("red_1m", "red_1h")) {
      assertThat(tables.query("SELECT sum(calls), sum(input_tokens) FROM " + rollup))
          .as(rollup)
          .isEqualTo(expected);
    }
    assertThat(tables.query("SELECT sum(spans), uniqExact(trace_id) FROM trace_summary"))
        .isEqualTo(spans + "\t" + tables.query("SELECT uniqExact(trace_id) FROM spans"));
    assertThat(tables.query("SELECT sum(calls) FROM operations")).isEqualTo(Long.toString(spans));
  }
}
