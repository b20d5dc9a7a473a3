/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import static dev.tracehub.storage.testkit.TestSpans.NOON;
import static dev.tracehub.storage.testkit.TestSpans.PROJECT;
import static dev.tracehub.storage.testkit.TestSpans.at;
import static dev.tracehub.storage.testkit.TestSpans.call;
import static dev.tracehub.storage.testkit.TestSpans.evaluation;
import static dev.tracehub.storage.testkit.TestSpans.event;
import static dev.tracehub.storage.testkit.TestSpans.finished;
import static dev.tracehub.storage.testkit.TestSpans.judgement;
import static dev.tracehub.storage.testkit.TestSpans.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Payload;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store says it holds is what it takes of the heap. */
class FootprintTest {

  private static final int BLOCK = 1000;
  private static final long MANY = 1L << 30;

  @Test
  void callsOfAKilobyte() {
    assertCounted(
        60_000,
        i ->
            finished(
                call(i / 9, i + 1)
                    .setUserId("user-" + i % 700)
                    .setSessionId("session-" + i / 30)
                    .addTags("beta")
                    .setOutput(Payload.newBuilder().setText("word ".repeat(150)))));
  }

  @Test
  void smallSpansInTracesOfTheirOwn() {
    assertCounted(150_000, i -> finished(at(i + 1, 1, NOON + i)));
  }

  @Test
  void largeSpans() {
    assertCounted(
        1500,
        i ->
            finished(
                call(i / 4, i + 1)
                    .setInput(Payload.newBuilder().setText("words ".repeat(5000 + i)))));
  }

  @Test
  void everythingElse() {
    assertCounted(
        100_000,
        i ->
            switch (i % 4) {
              case 0 -> started(call(i, i + 1).setJobId("job-" + i / 100));
              case 1 -> event(event(i, i + 1, "event-" + i, i));
              case 2 -> judgement(evaluation(i, i + 1, "judgement-" + i, i));
              default -> metric(i);
            });
  }

  private static void assertCounted(int records, IntFunction<StoredRecord> record) {
    long before = usedHeap();
    SpanStore store = new SpanStore(MANY);
    for (int from = 0; from < records; from += BLOCK) {
      store.write(
          new Block(
              "block-" + from, IntStream.range(from, from + BLOCK).mapToObj(record).toList()));
    }
    long real = usedHeap() - before;
    assertThat(store.stats().evictedTraces()).isZero();
    assertThat((double) store.stats().bytes()).isCloseTo(real, withinPercentage(15));
  }

  private static StoredRecord metric(int i) {
    return new StoredRecord.Metric(
        PROJECT,
        MetricPoint.newBuilder()
            .setName("queue.depth")
            .setValue(i)
            .setTimeUnixNano(NOON + i)
            .putLabels("queue", "queue-" + i % 10)
            .build());
  }

  private static long usedHeap() {
    List.of(1, 2, 3).forEach(i -> ManagementFactory.getMemoryMXBean().gc());
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
