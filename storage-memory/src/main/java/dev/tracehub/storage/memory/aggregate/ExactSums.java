/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import java.math.BigInteger;
import java.util.Arrays;

/** Sums of whole numbers by group, in 128 bits, so that none overflows. */
final class ExactSums {

  private long[] high = new long[0];
  private long[] low = new long[0];

  /** Makes room for groups from 0 to below {@code groups}. */
  void grow(int groups) {
    if (groups > low.length) {
      int length = Math.max(groups, 2 * low.length);
      high = Arrays.copyOf(high, length);
      low = Arrays.copyOf(low, length);
    }
  }

  /** Adds a value several times. */
  void add(int group, long value, long times) {
    long product = value * times;
    long sum = low[group] + product;
    high[group] +=
        Math.multiplyHigh(value, times) + (Long.compareUnsigned(sum, product) < 0 ? 1 : 0);
    low[group] = sum;
  }

  /** The sum of a group. */
  BigInteger sum(int group) {
    return BigInteger.valueOf(high[group])
        .shiftLeft(Long.SIZE)
        .add(new BigInteger(Long.toUnsignedString(low[group])));
  }

  /** Whether the sum of a group is a {@code long}. */
  boolean isLong(int group) {
    return high[group] == low[group] >> 63;
  }

  /** The sum of a group where it is a {@code long}. */
  long longSum(int group) {
    return low[group];
  }

  /** The double that is nearest to the sum of a group. */
  double doubleSum(int group) {
    return isLong(group) ? low[group] : sum(group).doubleValue();
  }
}
