/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.v1.MeasureValue;
import java.util.Arrays;

/** Variances of estimates by group. */
final class Variances {

  private double[] sums = new double[0];

  /** Makes room for groups from 0 to below {@code groups}. */
  void grow(int groups) {
    if (groups > sums.length) {
      sums = Arrays.copyOf(sums, Math.max(groups, 2 * sums.length));
    }
  }

  /**
   * Adds a row.
   *
   * @param spread what the row adds to the variance of a count
   * @param amount what it adds to the sum
   */
  void add(int group, double spread, double amount) {
    sums[group] += spread * amount * amount;
  }

  double of(int group) {
    return sums[group];
  }

  /** States the error of a value, if it has one. */
  static void state(double variance, MeasureValue.Builder into) {
    if (variance > 0) {
      into.setStandardError(Math.sqrt(variance));
    }
  }
}
