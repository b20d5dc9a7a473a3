/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

/**
 * What a span that is called {@code s} adds to the variance of a count, as {@code SampleWeights}
 * says: in whole numbers, as rollups have it, or as a double, which is quicker where nothing is
 * taken away again.
 */
public final class SampleSpread {

  /** Of 256 bits. */
  public static final String WHOLE =
      "toInt256(s.sample_weight) * (s.sample_weight - 1) * greatest(s.sample_trace_spans, 1)";

  private static final String REAL =
      "toFloat64(s.sample_weight) * (s.sample_weight - 1.) * greatest(s.sample_trace_spans, 1)";

  private SampleSpread() {}

  /** The variance of a count of the spans that a condition holds for. */
  static String ofCount(String condition) {
    return "sumIf(" + REAL + ", " + condition + ")";
  }

  /** The variance of the sum of a column over the spans that a condition holds for. */
  static String ofSum(String column, String condition) {
    return "sumIf(" + REAL + " * pow(toFloat64(" + column + "), 2), " + condition + ")";
  }
}
