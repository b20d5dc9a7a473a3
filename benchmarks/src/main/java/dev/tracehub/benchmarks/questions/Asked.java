/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * How a layout answered a question.
 *
 * @param p50 milliseconds of half of the runs
 * @param p95 milliseconds of 95 of 100 runs
 * @param rows rows that the server read, in mean
 * @param bytes bytes that the server read, uncompressed, in mean
 * @param answered rows of the first {@value Runs#LEAST} answers together, which every layout gave
 */
record Asked(double p50, double p95, long rows, long bytes, long answered) {

  /** One question at many moments. */
  static final class Runs {
    /** How often a question is asked at least. */
    static final int LEAST = 3;

    private final List<Double> millis = new ArrayList<>();
    private long answered;

    /** Takes the time of a question that answers how many rows its answer has. */
    void time(IntSupplier question) {
      long start = System.nanoTime();
      int rows = question.getAsInt();
      answered += millis.size() < LEAST ? rows : 0;
      millis.add((System.nanoTime() - start) / 1e6);
    }

    int count() {
      return millis.size();
    }

    Asked read(Server.Read read) {
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      int runs = sorted.length;
      return new Asked(
          sorted[runs / 2],
          sorted[Math.min(runs - 1, runs * 95 / 100)],
          read.rows() / runs,
          read.bytes() / runs,
          answered);
    }
  }

  /** Two cells of a table in Markdown. */
  String cells() {
    return String.format(
        Locale.ROOT, "%s / %s | %,d / %s", millis(p50), millis(p95), rows, megabytes(bytes));
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%,.0f", millis);
  }

  private static String megabytes(long bytes) {
    double megabytes = bytes / 1e6;
    return String.format(Locale.ROOT, megabytes < 10 ? "%.1f" : "%,.0f", megabytes);
  }
}
