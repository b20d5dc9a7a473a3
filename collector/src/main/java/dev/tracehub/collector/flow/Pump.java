/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.flow;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one piece of work again whenever something has changed: a peer became ready, a stage
 * completed, an item came in. Thread-safe.
 *
 * <p>The work runs on the executor, never twice at a time, and always once more after the last
 * {@link #wake}. Each run sees what the thread that woke it wrote before. Waking never blocks and
 * never runs the work itself. Work that is long should do a part of it and wake its own pump, so
 * that the threads of the executor are shared fairly.
 */
public final class Pump {

  private final Executor executor;
  private final Runnable work;
  private final AtomicInteger wakes = new AtomicInteger();

  public Pump(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  /** Makes the work run (again). */
  public void wake() {
    if (wakes.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    int seen = wakes.get();
    try {
      work.run();
    } finally {
      if (wakes.addAndGet(-seen) != 0) {
        // Not in a loop: others wait for the thread too.
        executor.execute(this::run);
      }
    }
  }
}
