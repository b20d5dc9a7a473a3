/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

/**
 * A range of times, of spans their starts, in nanoseconds since the epoch.
 *
 * @param startNanos first instant inside
 * @param endNanos first instant outside
 */
public record TimeRange(long startNanos, long endNanos) {

  /** Every time a record can have. */
  public static final TimeRange ALL = new TimeRange(0, Long.MAX_VALUE);

  public TimeRange {
    if (startNanos < 0 || endNanos <= startNanos) {
      throw new IllegalArgumentException(
          "range: [" + startNanos + ", " + endNanos + ") (expected: 0 <= start < end)");
    }
  }

  /** Whether the range holds the instant. */
  public boolean contains(long nanos) {
    return nanos >= startNanos && nanos < endNanos;
  }
}
