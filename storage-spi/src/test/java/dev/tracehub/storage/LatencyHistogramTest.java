/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  private static final int OCTAVE = LatencyHistogram.BUCKETS_PER_OCTAVE;

  @Test
  void bucketOf_everyBound_exact() {
    for (int bucket = 1; bucket < LatencyHistogram.BUCKETS; bucket++) {
      long bound = lowerBound(bucket);
      // Below 2^5 or so several bounds fall on one whole number, which belongs to the last of them.
      assertThat(LatencyHistogram.bucketOf(bound)).isEqualTo(exactBucket(bound));
      assertThat(LatencyHistogram.bucketOf(bound - 1)).isEqualTo(exactBucket(bound - 1));
      assertThat(LatencyHistogram.bucketOf(bound)).isGreaterThanOrEqualTo(bucket);
      assertThat(LatencyHistogram.bucketOf(bound - 1)).isLessThan(bucket);
    }
  }

  @Test
  void bucketOf_powersOfTwo_beginAnOctave() {
    for (int exponent = 0; exponent < 63; exponent++) {
      long power = 1L << exponent;
      assertThat(LatencyHistogram.bucketOf(power)).isEqualTo(exponent * OCTAVE);
      if (exponent > 0) {
        assertThat(LatencyHistogram.bucketOf(power - 1)).isLessThan(exponent * OCTAVE);
      }
    }
  }

  @Test
  void bucketOf_extremes() {
    assertThat(LatencyHistogram.bucketOf(0)).isZero();
    assertThat(LatencyHistogram.bucketOf(-1)).isZero();
    assertThat(LatencyHistogram.bucketOf(Long.MIN_VALUE)).isZero();
    assertThat(LatencyHistogram.bucketOf(Long.MAX_VALUE)).isEqualTo(LatencyHistogram.BUCKETS - 1);
  }

  @Test
  void valueOf_withinTheErrorBound() {
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS; bucket++) {
      double lower = Math.pow(2, bucket / (double) OCTAVE);
      double upper = Math.pow(2, (bucket + 1) / (double) OCTAVE);
      double value = LatencyHistogram.valueOf(bucket);
      assertThat(value / lower - 1).isBetween(0.0, LatencyHistogram.MAX_RELATIVE_ERROR);
      assertThat(1 - value / upper).isBetween(0.0, LatencyHistogram.MAX_RELATIVE_ERROR);
    }
  }

  @Test
  void percentile_nothingCounted_nan() {
    assertThat(new LatencyHistogram().percentile(0.5)).isNaN();
  }

  @Test
  void percentile_rankIsCeilingAndAtLeastOne() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long nanos : new long[] {1_000, 10_000, 100_000, 1_000_000}) {
      histogram.add(nanos);
    }
    assertThat(histogram.percentile(0)).isEqualTo(value(1_000));
    assertThat(histogram.percentile(0.25)).isEqualTo(value(1_000));
    assertThat(histogram.percentile(0.26)).isEqualTo(value(10_000));
    assertThat(histogram.percentile(0.5)).isEqualTo(value(10_000));
    assertThat(histogram.percentile(0.75)).isEqualTo(value(100_000));
    assertThat(histogram.percentile(0.99)).isEqualTo(value(1_000_000));
    assertThat(histogram.percentile(1)).isEqualTo(value(1_000_000));
  }

  @Test
  void percentile_fractionOutOfRange_refused() {
    LatencyHistogram histogram = new LatencyHistogram();
    assertThatThrownBy(() -> histogram.percentile(1.5))
        .hasMessage("fraction: 1.5 (expected: 0 to 1)");
    assertThatThrownBy(() -> histogram.percentile(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void percentile_randomDurations_withinTheErrorBound() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long[] durations = random.doubles(5_000, 0, 40).mapToLong(x -> (long) Math.exp(x)).toArray();
    LatencyHistogram histogram = new LatencyHistogram();
    Arrays.stream(durations).forEach(histogram::add);
    Arrays.sort(durations);
    for (double fraction : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
      double exact = durations[(int) Math.ceil(fraction * durations.length) - 1];
      assertThat(histogram.percentile(fraction))
          .as("seed %d, fraction %s", seed, fraction)
          .isCloseTo(exact, within(exact * LatencyHistogram.MAX_RELATIVE_ERROR));
    }
  }

  @Test
  void addCount_sameAsManyAdds() {
    LatencyHistogram one = new LatencyHistogram();
    LatencyHistogram many = new LatencyHistogram();
    int bucket = LatencyHistogram.bucketOf(5_000);
    one.addCount(bucket, 3);
    one.addCount(LatencyHistogram.BUCKETS - 1, 1);
    for (int i = 0; i < 3; i++) {
      many.add(5_000);
    }
    many.add(Long.MAX_VALUE);
    assertThat(one.total()).isEqualTo(4).isEqualTo(many.total());
    for (double fraction = 0; fraction <= 1; fraction += 0.125) {
      assertThat(one.percentile(fraction)).isEqualTo(many.percentile(fraction));
    }
  }

  private static double value(long nanos) {
    return LatencyHistogram.valueOf(LatencyHistogram.bucketOf(nanos));
  }

  /** The least whole number at or above 2^(bucket/16). */
  private static long lowerBound(int bucket) {
    long guess = (long) Math.pow(2, bucket / (double) OCTAVE);
    guess -= Math.min(guess - 1, 4096);
    long low = guess;
    long high = guess <= Long.MAX_VALUE - 8192 ? guess + 8192 : Long.MAX_VALUE;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (reaches(middle, bucket)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static int exactBucket(long value) {
    int bucket = (63 - Long.numberOfLeadingZeros(value)) * OCTAVE;
    while (bucket + 1 < LatencyHistogram.BUCKETS && reaches(value, bucket + 1)) {
      bucket++;
    }
    return bucket;
  }

  /** Whether value >= 2^(bucket/16), in whole numbers. */
  private static boolean reaches(long value, int bucket) {
    return BigInteger.valueOf(value).pow(OCTAVE).compareTo(BigInteger.ONE.shiftLeft(bucket)) >= 0;
  }
}
