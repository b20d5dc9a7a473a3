/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Records at an even rate, a little every millisecond. For one thread at a time. */
final class Producer {

  /** A rate: as fast as there is room in the library's queue. */
  static final double AS_TAKEN = Double.POSITIVE_INFINITY;

  private static final int BURST = 64;

  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

  private final Session session;
  private long number;

  Producer(Session session) {
    this.session = session;
  }

  /**
   * Records for a while. What the thread misses while others hold its core is left out but for one
   * tick: made up for at once it would be a burst, and would measure the machine's other work.
   */
  void run(double spansPerSecond, Duration length) {
    if (spansPerSecond == AS_TAKEN) {
      runAsTaken(length);
    } else {
      runEvenly(spansPerSecond, length);
    }
  }

  private void runAsTaken(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      session.awaitRoom();
      record(BURST);
    }
  }

  private void record(int spans) {
    session.record(number, spans);
    session.recorded(spans);
    number += spans;
  }

  private void runEvenly(double spansPerSecond, Duration length) {
    double perTick = spansPerSecond * TICK / 1e9;
    double owed = 0;
    long now = System.nanoTime();
    long end = now + length.toNanos();
    long due = now;
    while (now < end) {
      owed += perTick;
      int spans = (int) owed;
      record(spans);
      owed -= spans;
      due += TICK;
      now = System.nanoTime();
      while (now < due) {
        LockSupport.parkNanos(due - now);
        now = System.nanoTime();
      }
      due = Math.max(due, now - TICK);
    }
  }
}
