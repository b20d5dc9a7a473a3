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
 * never runs the work itself.
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
    do {
      work.run();
      seen = wakes.addAndGet(-seen);
    } while (seen != 0);
  }
}
