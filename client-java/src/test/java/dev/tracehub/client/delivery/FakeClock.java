/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still unless a test moves it. Thread-safe. */
public final class FakeClock implements Clock {

  /** 2026-11-21T00:00:00Z. */
  public static final long EPOCH_NANOS = 1_795_219_200_000_000_000L;

  private final AtomicLong elapsed = new AtomicLong();

  @Override
  public long nanoTime() {
    // An origin close to the overflow: code must compare differences.
    return Long.MAX_VALUE - 1_000_000_000L + elapsed.get();
  }

  @Override
  public long epochNanos() {
    return EPOCH_NANOS + elapsed.get();
  }

  public void advance(Duration duration) {
    elapsed.addAndGet(duration.toNanos());
  }

  public void advanceNanos(long nanos) {
    elapsed.addAndGet(nanos);
  }
}
