/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.time.Instant;

/** Times as people read them. */
final class TimeTexts {

  private TimeTexts() {}

  /** Says that a time is not between the bounds. */
  static String outside(long nanos, TimeBounds bounds) {
    return text(nanos)
        + " (expected: "
        + text(bounds.earliestNanos())
        + " to "
        + text(bounds.latestNanos())
        + ")";
  }

  private static String text(long nanos) {
    return nanos < 0
        ? Long.toUnsignedString(nanos)
        : Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000).toString();
  }
}
