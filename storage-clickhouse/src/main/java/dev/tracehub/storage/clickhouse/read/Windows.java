/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.sql.TimeConditions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Cuts a range into windows, from one end to the other. They grow by what was found in them: a page
 * of a busy project is in the first minutes, and a rare thing is found in a few steps. Not
 * thread-safe.
 */
final class Windows {

  private static final long FIRST_NANOS = TimeUnit.MINUTES.toNanos(15);
  private static final long DAY_NANOS = TimeUnit.DAYS.toNanos(1);
  private static final long LEAST_GROWTH = 2;
  private static final long GREATEST_GROWTH = 32;

  private final boolean ascending;
  private final int wanted;
  private long startNanos;
  private long endNanos;
  private long widthNanos = FIRST_NANOS;

  /**
   * Windows of a range.
   *
   * @param ascending whether the earliest comes first
   * @param wanted how many finds are enough
   */
  Windows(TimeRange range, boolean ascending, int wanted) {
    this.ascending = ascending;
    this.wanted = wanted;
    this.startNanos = range.startNanos();
    this.endNanos = range.endNanos();
  }

  /**
   * The range in two: the days of its beginning or end, and the rest. A list that is read in order
   * stops where it has enough, but each partition that it might need is opened for it.
   */
  static List<TimeRange> dayAndRest(TimeRange range, boolean ascending) {
    long start = range.startNanos();
    long end = range.endNanos();
    if (end - start <= 2 * DAY_NANOS) {
      return List.of(range);
    }
    long cut = ascending ? start + DAY_NANOS : end - DAY_NANOS;
    cut = ascending ? cut + DAY_NANOS - cut % DAY_NANOS : cut - cut % DAY_NANOS;
    if (cut <= start || cut >= end) {
      return List.of(range);
    }
    TimeRange early = new TimeRange(start, cut);
    TimeRange late = new TimeRange(cut, end);
    return ascending ? List.of(early, late) : List.of(late, early);
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
