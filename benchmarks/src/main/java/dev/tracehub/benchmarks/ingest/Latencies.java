/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import java.util.Arrays;

/** Times of calls, kept all: percentiles are exact. Thread-safe. */
final class Latencies {

  private final Object lock = new Object();
  private long[] nanos = new long[4096];
  private int count;

  void add(long time) {
    synchronized (lock) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = time;
    }
  }

  /** A percentile in milliseconds; NaN when nothing was added. */
  double percentileMillis(double fraction) {
    synchronized (lock) {
      if (count == 0) {
        return Double.NaN;
      }
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return sorted[Math.max(0, (int) Math.ceil(fraction * count) - 1)] / 1e6;
    }
  }
}
