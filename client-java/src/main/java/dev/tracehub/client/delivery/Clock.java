/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.time.Instant;

/** Where a client takes its time from. Thread-safe. */
public interface Clock {

  /** Nanoseconds that only grow, from an arbitrary origin: for durations and waits. */
  long nanoTime();

  /** Nanoseconds since 1970-01-01T00:00:00Z by the wall clock, which may be set back. */
  long epochNanos();

  /** The clocks of this machine. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /** The clocks of this machine. */
  enum SystemClock implements Clock {
    /** The only one. */
    INSTANCE;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public long epochNanos() {
      Instant now = Instant.now();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
  }
}
