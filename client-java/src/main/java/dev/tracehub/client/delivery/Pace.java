/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When the next call may be made: at once after progress, after a full-jitter exponential wait
 * after failures, when the collector said so, or after a long rest when it refuses the key. Written
 * by the worker; {@link #isPaused()} may be read by anyone.
 */
final class Pace {

  static final Duration AUTH_PAUSE = Duration.ofSeconds(30);

  private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);

  /** Short, so that the breaker sees enough calls to open; its own waits grow on from there. */
  private static final long LONGEST_WAIT_UNDER_BREAKER = TimeUnit.SECONDS.toNanos(1);

  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);
  private static final int MOST_DOUBLINGS = 9;

  private final Jitter jitter;
  private final Duration longestObeyed;
  private long notBefore;
  private int failures;
  private volatile boolean paused;

  /**
   * @param longestObeyed the longest wait that a collector may impose
   */
  Pace(long now, Jitter jitter, Duration longestObeyed) {
    this.notBefore = now;
    this.jitter = jitter;
    this.longestObeyed = longestObeyed;
  }

  /** Nanoseconds until a call may be made; not positive when one may be made now. */
  long waitNanos(long now) {
    return notBefore - now;
  }

  void progress() {
    failures = 0;
    paused = false;
  }

  /**
   * A call failed.
   *
   * @param tripsBreaker whether the breaker has counted it
   */
  void backOff(long now, boolean tripsBreaker) {
    long most = tripsBreaker ? LONGEST_WAIT_UNDER_BREAKER : LONGEST_WAIT;
    long longest = Math.min(most, FIRST_WAIT << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    notBefore = now + jitter.upTo(longest);
  }

  void throttle(long now, Duration retryAfter) {
    Duration obeyed = retryAfter.compareTo(longestObeyed) > 0 ? longestObeyed : retryAfter;
    notBefore = now + Math.max(0, obeyed.toNanos());
  }

  void pause(long now) {
    paused = true;
    notBefore = now + AUTH_PAUSE.toNanos();
  }

  void waitUntil(long time) {
    notBefore = time;
  }

  boolean isPaused() {
    return paused;
  }
}
