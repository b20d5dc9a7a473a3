/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.sql.TimeConditions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Cuts a range into windows, from one end to the other. They grow by what was found in them: a page
 * of a busy project is in the first minutes, and a rare thing is found in a few steps. Not
 * thread-safe.
 */
final class Windows {

  /** For lists of which every item in a window costs work. */
  static final long MINUTES = TimeUnit.MINUTES.toNanos(15);

  /**
   * For lists that are read in order: they stop where they have enough, but each partition that
   * they might need is opened for them.
   */
  static final long DAY = TimeUnit.DAYS.toNanos(1);

  private static final long LEAST_GROWTH = 2;
  private static final long GREATEST_GROWTH = 32;

  private final boolean ascending;
  private final int wanted;
  private long startNanos;
  private long endNanos;
  private long widthNanos;

  /**
   * Windows of a range.
   *
   * @param ascending whether the earliest comes first
   * @param wanted how many finds are enough
   * @param firstNanos the width of the first window
   */
  Windows(TimeRange range, boolean ascending, int wanted, long firstNanos) {
    this.ascending = ascending;
    this.wanted = wanted;
    this.widthNanos = firstNanos;
    this.startNanos = range.startNanos();
    this.endNanos = range.endNanos();
  }

  /**
   * The next window; empty when the range is through.
   *
   * @param found how many were found so far
   */
  Optional<TimeRange> next(int found) {
    if (startNanos >= endNanos) {
      return Optional.empty();
    }
    TimeRange window = ascending ? fromStart() : fromEnd();
    startNanos = ascending ? window.endNanos() : startNanos;
    endNanos = ascending ? endNanos : window.startNanos();
    long growth = found == 0 ? GREATEST_GROWTH : 1 + 3L * wanted / (2L * found);
    growth = Math.max(LEAST_GROWTH, Math.min(GREATEST_GROWTH, growth));
    widthNanos = widthNanos > Long.MAX_VALUE / growth ? Long.MAX_VALUE : widthNanos * growth;
    return Optional.of(window);
  }

  private TimeRange fromStart() {
    boolean rest = widthNanos >= endNanos - startNanos;
    return new TimeRange(startNanos, rest ? endNanos : startNanos + widthNanos);
  }

  /** On the key's own bounds, since what lies between two of them is read anyway. */
  private TimeRange fromEnd() {
    boolean rest = widthNanos >= endNanos - startNanos;
    long start = rest ? startNanos : endNanos - widthNanos;
    long whole = start - start % TimeConditions.FIVE_MINUTES_NANOS;
    return new TimeRange(Math.max(startNanos, whole), endNanos);
  }
}
