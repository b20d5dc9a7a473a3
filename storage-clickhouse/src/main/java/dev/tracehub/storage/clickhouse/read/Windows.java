/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.sql.TimeConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Cuts a range into windows, from one end to the other. They grow by what was found in them: a page
 * of a busy project is in the first minutes, and a rare thing is found in a few steps. Not
 * thread-safe.
 */
final class Windows {

  /** For lists of which every span in a window is grouped. */
  static final long MINUTES = TimeUnit.MINUTES.toNanos(15);

  /** For lists of which every payload in a window that has a word is read. */
  static final long HOURS = TimeUnit.HOURS.toNanos(2);

  /**
   * For lists that are read in order: they stop where they have enough, but each partition that
   * they might need is opened for them.
   */
  static final long DAY = TimeUnit.DAYS.toNanos(1);

  /** Growth after an empty window, where all of the range can be read in order. */
  static final long ALL = Long.MAX_VALUE;

  /** Growth after an empty window, where nearly everything is thought to pass. */
  static final long STEADY = 32;

  /** Growth after an empty window, where little is thought to pass. */
  static final long FAST = 256;

  private static final long LEAST_GROWTH = 2;

  private final boolean ascending;
  private final int wanted;
  private long startNanos;
  private long endNanos;
  private final long emptyGrowth;
  private long widthNanos;

  /**
   * Windows of a range.
   *
   * @param ascending whether the earliest comes first
   * @param wanted how many finds are enough
   * @param firstNanos the width of the first window
   * @param emptyGrowth how many times as wide the window after an empty one is
   */
  Windows(TimeRange range, boolean ascending, int wanted, long firstNanos, long emptyGrowth) {
    this.ascending = ascending;
    this.wanted = wanted;
    this.widthNanos = firstNanos;
    this.emptyGrowth = emptyGrowth;
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
    long growth = found == 0 ? emptyGrowth : Math.max(LEAST_GROWTH, 1 + 3L * wanted / (2L * found));
    widthNanos = widthNanos > Long.MAX_VALUE / growth ? Long.MAX_VALUE : widthNanos * growth;
    return Optional.of(window);
  }

  /** Reads a window. */
  interface Reader<T> {

    /** The first items of a window, at most so many. */
    List<T> read(TimeRange window, int most);
  }

  /** What is found window by window, until it is enough or the range is through. */
  <T> List<T> read(Reader<T> reader) {
    List<T> items = new ArrayList<>();
    Optional<TimeRange> window = next(0);
    while (window.isPresent() && items.size() < wanted) {
      items.addAll(reader.read(window.get(), wanted - items.size()));
      window = next(items.size());
    }
    return items;
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
