/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.time.Duration;
import java.time.Instant;

/**
 * Between which instants the times of a record may lie.
 *
 * @param earliestNanos the earliest, in nanoseconds since the epoch
 * @param latestNanos the latest, in nanoseconds since the epoch
 */
public record TimeBounds(long earliestNanos, long latestNanos) {

  /** Every time but 0: for what was checked when it arrived. */
  public static final TimeBounds ANY = new TimeBounds(Long.MIN_VALUE, Long.MAX_VALUE);

  /** What the limits allow now. */
  public static TimeBounds around(Instant now, IngestLimits limits) {
    return around(now, limits.ageDays(), limits);
  }

  /** What the limits allow now of records that are kept for so many days. */
  public static TimeBounds around(Instant now, int keptDays, IngestLimits limits) {
    return new TimeBounds(
        nanos(now.minus(Duration.ofDays(keptDays))), nanos(now.plusSeconds(limits.aheadSeconds())));
  }

  boolean contains(long nanos) {
    return earliestNanos <= nanos && nanos <= latestNanos;
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
