/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Counts durations in buckets whose bounds grow by a sixteenth of a power of two: bucket {@code b}
 * holds the durations {@code d} with {@code floor(log2(d) * 16) == b}. A percentile is the
 * geometric middle of the bucket that holds the duration of that rank, at most {@value
 * #MAX_RELATIVE_ERROR} off. Counts are whole numbers and add up, so that every store that uses
 * these buckets answers the same number.
 *
 * <p>Not thread-safe.
 */
public final class LatencyHistogram {

  /** Buckets per factor of two. */
  public static final int BUCKETS_PER_OCTAVE = 16;

  /** Number of buckets: every positive {@code long} has one. */
  public static final int BUCKETS = 63 * BUCKETS_PER_OCTAVE;

  /** Half a bucket: 2^(1/32) - 1, rounded up. */
  public static final double MAX_RELATIVE_ERROR = 0.022;

  /** Lower bounds of the buckets of the highest octave: ceil(2^(62 + i/16)). */
  private static final long[] BOUNDS = new long[BUCKETS_PER_OCTAVE];

  static {
    for (int i = 0; i < BUCKETS_PER_OCTAVE; i++) {
      BOUNDS[i] = sixteenthRootOfPowerOfTwo(62 * BUCKETS_PER_OCTAVE + i);
    }
  }

  private long[] counts = new long[0];
  private long total;

  /** The bucket of a duration in nanoseconds; durations below 1 count as 1. */
  public static int bucketOf(long nanos) {
    long value = Math.max(nanos, 1);
    int exponent = 63 - Long.numberOfLeadingZeros(value);
    int step = Arrays.binarySearch(BOUNDS, value << (62 - exponent));
    return exponent * BUCKETS_PER_OCTAVE + (step >= 0 ? step : -step - 2);
  }

  /** The duration in nanoseconds that stands for a bucket. */
  public static double valueOf(int bucket) {
    return Math.pow(2, (bucket + 0.5) / BUCKETS_PER_OCTAVE);
  }

  /** Counts a duration. */
  public void add(long nanos) {
    addCount(bucketOf(nanos), 1);
  }

  /** Counts {@code count} durations of a bucket. */
  public void addCount(int bucket, long count) {
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, Math.min(BUCKETS, bucket + 4 * BUCKETS_PER_OCTAVE));
    }
    counts[bucket] += count;
    total += count;
  }

  /** How many durations were counted. */
  public long total() {
    return total;
  }

  /**
   * The percentile in nanoseconds: the value of the bucket that holds the duration of rank {@code
   * ceil(fraction * total)}, at least the first. NaN when nothing was counted.
   *
   * @param fraction from 0 to 1
   */
  public double percentile(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction: " + fraction + " (expected: 0 to 1)");
    }
    if (total == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(fraction * total));
    long seen = 0;
    int bucket = -1;
    while (seen < rank) {
      bucket++;
      seen += counts[bucket];
    }
    return valueOf(bucket);
  }

  /** Rounded up, in whole numbers: doubles would miss the last bits of a bound. */
  private static long sixteenthRootOfPowerOfTwo(int power) {
    BigInteger root = BigInteger.ONE.shiftLeft(power);
    for (int i = 1; i < BUCKETS_PER_OCTAVE; i *= 2) {
      root = root.sqrt();
    }
    boolean exact = power % BUCKETS_PER_OCTAVE == 0;
    return exact ? root.longValueExact() : root.longValueExact() + 1;
  }
}
