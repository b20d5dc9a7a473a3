/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordQueueTest {

  private final RecordQueue queue = new RecordQueue();

  @Test
  void takeAll_isInOrderAndEmptiesTheQueue() {
    Recorded first = TestRecord.named("a");
    Recorded second = TestRecord.named("b");
    assertThat(queue.push(first)).isTrue();
    assertThat(queue.push(second)).isTrue();

    assertThat(second.depth).isEqualTo(2);
    assertThat(second.stackedBytes).isEqualTo(2L * first.estimatedBytes());
    assertThat(queue.takeAll()).containsExactly(first, second);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.takeAll()).isEmpty();
  }

  @Test
  void push_afterClose_isRefused() {
    queue.push(TestRecord.named("a"));

    assertThat(queue.closeAndTakeAll()).hasSize(1);
    assertThat(queue.push(TestRecord.named("b"))).isFalse();
    assertThat(queue.takeAll()).isEmpty();
    assertThat(queue.push(TestRecord.named("c"))).isFalse();
  }

  @Test
  void push_fromManyThreadsWhileTakenAndClosed_losesNothingAndKeepsEachThreadsOrder()
      throws InterruptedException {
    int threads = 4;
    int each = 20_000;
    AtomicInteger refused = new AtomicInteger();
    List<Thread> producers = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(threads);
    Map<Recorded, int[]> origin = new IdentityHashMap<>();
    for (int t = 0; t < threads; t++) {
      List<Recorded> records = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        Recorded recorded = TestRecord.named("r");
        origin.put(recorded, new int[] {t, i});
        records.add(recorded);
      }
      producers.add(
          new Thread(
              () -> {
                ready.countDown();
                records.forEach(r -> refused.addAndGet(queue.push(r) ? 0 : 1));
              }));
    }
    producers.forEach(Thread::start);
    ready.await();

    List<Recorded> taken = new ArrayList<>();
    while (taken.size() < threads * each / 2) {
      taken.addAll(queue.takeAll());
    }
    taken.addAll(queue.closeAndTakeAll());
    for (Thread producer : producers) {
      producer.join();
    }

    assertThat(taken.size() + refused.get()).isEqualTo(threads * each);
    int[] last = {-1, -1, -1, -1};
    for (Recorded recorded : taken) {
      int[] place = origin.get(recorded);
      assertThat(place[1]).isEqualTo(last[place[0]] + 1);
      last[place[0]] = place[1];
    }
  }
}
