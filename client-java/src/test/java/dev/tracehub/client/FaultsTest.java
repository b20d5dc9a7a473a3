/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.client.FakeCollector.Fault;
import dev.tracehub.client.delivery.DeliverySettings;
import dev.tracehub.client.status.ClientStats;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.v1.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real gRPC, many threads, a collector at fault; an oracle of ids says what became of each span.
 */
class FaultsTest {

  private static final int THREADS = 4;
  private static final int EACH = 2_500;
  private static final long SPOOL_BYTES = 64L << 20;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofMillis(500);

  private final Set<String> issued = ConcurrentHashMap.newKeySet();

  /** Those of the clients, which a busy machine lets work on when close no longer waits. */
  private final List<Thread> workers = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyFault_manyThreads_loseNothingAndStoreNothingTwice(long seed) throws Exception {
    System.out.println("seed " + seed);
    FakeCollector collector = new FakeCollector().faults(mostlyFaulty(seed));
    try (InProcess server = new InProcess(collector)) {
      Tracehub tracehub = client(server, THREADS * EACH);
      recordFromManyThreads(tracehub);

      FlushResult flushed = tracehub.flush(LONG);

      assertThat(flushed.allDelivered()).as("%s", flushed).isTrue();
      assertStored(collector, issued);
      ClientStats stats = tracehub.stats();
      assertThat(stats.recorded()).isEqualTo(THREADS * EACH);
      assertThat(stats.delivered()).isEqualTo(THREADS * EACH);
      assertThat(stats.balanced()).isTrue();
      assertThat(collector.repeats()).as("the replay path was used").isPositive();
      tracehub.close(LONG);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void smallQueue_dropsAreCountedAndTheCollectorIsTold(long seed) throws Exception {
    System.out.println("seed " + seed);
    FakeCollector collector = new FakeCollector().faults(mostlyFaulty(seed));
    try (InProcess server = new InProcess(collector)) {
      Tracehub tracehub = client(server, 300);
      recordFromManyThreads(tracehub);

      FlushResult closed = tracehub.close(LONG);

      ClientStats stats = tracehub.stats();
      assertThat(closed.complete()).isTrue();
      assertThat(stats.pending()).isZero();
      assertThat(stats.balanced()).isTrue();
      assertThat(stats.dropped(DropReason.QUEUE_FULL)).isPositive();
      assertThat(collector.spans()).hasSize((int) stats.delivered());
      assertThat(collector.lost()).isEqualTo(stats.droppedTotal());
    }
  }

  @Test
  void closeInTheMiddle_everySpanEndsSomewhere() throws Exception {
    FakeCollector collector = new FakeCollector().faults(mostlyFaulty(7));
    try (InProcess server = new InProcess(collector)) {
      Tracehub tracehub = client(server, THREADS * EACH);
      CountDownLatch half = new CountDownLatch(THREADS * EACH / 2);
      List<Thread> threads = start(tracehub, half);
      half.await();
      // Else a quick machine has delivered everything by then.
      collector.faults(() -> Fault.FAIL_BEFORE);
      record(tracehub, EACH);
      tracehub.close(Duration.ofMillis(20));
      join(threads);
      join(workers);

      ClientStats stats = tracehub.stats();
      assertThat(stats.recorded()).isEqualTo(THREADS * EACH + 1);
      assertThat(stats.pending()).isZero();
      assertThat(stats.dropped(DropReason.CLOSED)).isPositive();
      assertThat(stats.balanced()).isTrue();
      Set<String> stored = ids(collector);
      assertThat(issued).containsAll(stored);
      // A cancelled call may have stored what the client had to count as dropped; never less.
      assertThat(stored.size()).isGreaterThanOrEqualTo((int) stats.delivered());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9, 10})
  void closeInTheMiddle_withASpool_theNextClientDeliversTheRestOnce(long seed, @TempDir Path temp)
      throws Exception {
    System.out.println("seed " + seed);
    FakeCollector collector = new FakeCollector().faults(mostlyFaulty(seed));
    Path spool = temp.resolve("spool");
    try (InProcess server = new InProcess(collector)) {
      Tracehub first = builder(server, THREADS * EACH).spool(spool, SPOOL_BYTES).build();
      CountDownLatch half = new CountDownLatch(THREADS * EACH / 2);
      List<Thread> threads = start(first, half);
      half.await();
      // Else a quick machine has delivered everything by then.
      collector.faults(() -> Fault.FAIL_BEFORE);
      record(first, EACH);
      Set<String> before = Set.copyOf(issued);
      first.close(Duration.ofMillis(20));
      join(threads);
      join(workers);
      collector.faults(mostlyFaulty(seed));

      ClientStats left = first.stats();
      assertThat(left.pending()).isZero();
      assertThat(left.balanced()).isTrue();
      assertThat(left.spooled()).isPositive();

      Tracehub second = builder(server, THREADS * EACH).spool(spool, SPOOL_BYTES).build();
      // Behind a breaker that opens, a flush ends when all is on disk.
      await().atMost(LONG).until(() -> second.flush(LONG).allDelivered());

      assertThat(second.stats().recovered()).isEqualTo(left.spooled());
      assertThat(second.stats().delivered()).isEqualTo(left.spooled());
      assertThat(second.stats().balanced()).isTrue();
      second.close(LONG);
      // Exact, unlike without a spool: what was ever sent is never dropped by a close.
      assertThat(collector.spans()).hasSize((int) (left.recorded() - left.droppedTotal()));
      assertThat(ids(collector)).hasSize(collector.spans().size());
      assertThat(ids(collector)).as("what was recorded before the close").containsAll(before);
      assertThat(issued).containsAll(ids(collector));
      assertThat(spool).isEmptyDirectory();
    }
  }

  @Test
  void collectorThatHangs_flushSaysSoAndTheBatchComesAgain() {
    int[] calls = {0};
    FakeCollector collector =
        new FakeCollector().faults(() -> calls[0]++ == 0 ? Fault.HANG : Fault.NONE);
    try (InProcess server = new InProcess(collector)) {
      Tracehub tracehub =
          Tracehub.builder().channel(server.channel()).delivery(delivery(100, SOON)).build();
      tracehub.span("a").start().end();

      assertThat(tracehub.flush(Duration.ofMillis(20)).pending()).isEqualTo(1);
      assertThat(tracehub.flush(LONG).allDelivered()).isTrue();
      tracehub.close(LONG);
    }
  }

  private void recordFromManyThreads(Tracehub tracehub) throws InterruptedException {
    join(start(tracehub, new CountDownLatch(0)));
  }

  private List<Thread> start(Tracehub tracehub, CountDownLatch progress) {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < EACH; i++) {
                  record(tracehub, i);
                  progress.countDown();
                }
              });
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private void record(Tracehub tracehub, int number) {
    LiveSpan span = tracehub.span("work").start();
    span.attribute("i", number).input("question " + number);
    span.end();
    issued.add(span.traceId() + span.spanId());
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Tracehub client(InProcess server, int pending) {
    return builder(server, pending).build();
  }

  /** An answer that a busy machine delays is no fault: it would keep the breaker open. */
  private TracehubBuilder builder(InProcess server, int pending) {
    return Tracehub.builder()
        .channel(server.channel())
        .threadFactory(this::worker)
        .delivery(delivery(pending, PATIENT));
  }

  private Thread worker(Runnable work) {
    Thread thread = new Thread(work, "tracehub-client");
    thread.setDaemon(true);
    workers.add(thread);
    return thread;
  }

  private static DeliverySettings delivery(int pending, Duration callTimeout) {
    return DeliverySettings.builder()
        .maxPendingRecords(pending)
        .maxBatchRecords(50)
        .maxBatchAge(Duration.ofMillis(5))
        .callTimeout(callTimeout)
        .build();
  }

  /** Two calls in three go wrong, until the breaker has had its chance to open. */
  private static Supplier<Fault> mostlyFaulty(long seed) {
    Random random = new Random(seed);
    List<Fault> faults =
        List.of(
            Fault.FAIL_BEFORE,
            Fault.FAIL_AFTER,
            Fault.LOSE_RECEIPTS,
            Fault.THROTTLE,
            Fault.THROTTLE_SOME,
            Fault.INTERNAL);
    int[] calls = {0};
    return () -> {
      calls[0]++;
      boolean well = calls[0] > 12 ? random.nextInt(4) > 0 : random.nextInt(3) == 0;
      return well ? Fault.NONE : faults.get(random.nextInt(faults.size()));
    };
  }

  private static void assertStored(FakeCollector collector, Set<String> issued) {
    assertThat(collector.spans()).hasSize(issued.size());
    assertThat(ids(collector)).isEqualTo(issued);
  }

  private static Set<String> ids(FakeCollector collector) {
    Set<String> ids = new HashSet<>();
    for (Span span : collector.spans()) {
      ids.add(span.getTraceId() + span.getSpanId());
    }
    return ids;
  }
}
