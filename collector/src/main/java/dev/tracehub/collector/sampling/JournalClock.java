/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import java.time.Duration;

/**
 * How much time has passed, by when frames of a journal were received. It never runs backwards, and
 * a clock of the machine that is set back goes on from where it is then: what came before does not
 * have to come round again. Not thread-safe.
 */
final class JournalClock {

  /** Frames of several connections may be a little out of order. */
  private static final long DISORDER_NANOS = Duration.ofSeconds(15).toNanos();

  private long lastNanos;
  private boolean started;
  private long elapsedNanos;

  /** Takes notice of a frame; answers with the time since the first one. */
  long advance(long receivedNanos) {
    long step = receivedNanos - lastNanos;
    if (!started || step < -DISORDER_NANOS) {
      started = true;
      lastNanos = receivedNanos;
    } else if (step > 0) {
      lastNanos = receivedNanos;
      elapsedNanos += step;
    }
    return elapsedNanos;
  }
}
