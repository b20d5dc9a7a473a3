/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands still until a test moves it. Thread-safe. */
public final class FakeClock implements InstantSource, Ticker {

  private volatile Instant now = Instant.parse("2026-11-21T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public long read() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  /** Moves time on. */
  public void advance(Duration time) {
    now = now.plus(time);
  }
}
