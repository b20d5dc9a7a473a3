/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PumpTest {

  @Test
  void wake_neverRunsTheWorkItself() {
    Queue<Runnable> submitted = new ArrayDeque<>();
    AtomicInteger runs = new AtomicInteger();
    Pump pump = new Pump(submitted::add, runs::incrementAndGet);

    pump.wake();
    pump.wake();

    assertThat(runs).hasValue(0);
    assertThat(submitted).hasSize(1);
    submitted.remove().run();
    assertThat(runs).hasValue(1);
  }

  @Test
  void wake_whileWorking_runsOnceMore() {
    AtomicInteger runs = new AtomicInteger();
    Pump[] pump = new Pump[1];
    pump[0] =
        new Pump(
            Runnable::run,
            () -> {
              if (runs.incrementAndGet() == 1) {
                pump[0].wake();
                pump[0].wake();
              }
            });

    pump[0].wake();

    assertThat(runs).hasValue(2);
  }

  @Test
  void wake_fromManyThreads_losesNothingAndNeverOverlaps() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    AtomicLong added = new AtomicLong();
    AtomicLong taken = new AtomicLong();
    AtomicBoolean working = new AtomicBoolean();
    AtomicBoolean overlapped = new AtomicBoolean();
    Pump pump =
        new Pump(
            executor,
            () -> {
              overlapped.compareAndSet(false, !working.compareAndSet(false, true));
              taken.addAndGet(added.getAndSet(0));
              working.set(false);
            });
    try {
      for (int thread = 0; thread < 4; thread++) {
        executor.execute(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                added.incrementAndGet();
                pump.wake();
              }
            });
      }
      await().until(() -> taken.get() == 40_000);
    } finally {
      executor.shutdown();
    }
    assertThat(overlapped).isFalse();
  }
}
