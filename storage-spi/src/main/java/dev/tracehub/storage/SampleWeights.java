/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Span;

/**
 * How often a stored span counts in numbers, and what that makes their error. A trace that is kept
 * with a chance of 1/w stands for w traces (the estimator of Horvitz and Thompson, 1952), and what
 * it adds to a sum, y, is y * w. Traces are chosen independently of each other, so that the
 * variance of the sum is estimated by the sum over the kept traces of w * (w - 1) * y^2. Stores add
 * up spans, not traces: of k numbers, k times the sum of their squares is at least the square of
 * their sum (Cauchy and Schwarz), and the same where they are equal.
 */
public final class SampleWeights {

  private SampleWeights() {}

  /** How many spans the span stands for, itself among them: at least 1. */
  public static long of(Span span) {
    return Math.max(1, Integer.toUnsignedLong(span.getCollector().getSampleWeight()));
  }

  /**
   * What the span adds to the variance of a count, w * (w - 1) * k, where k is the number of spans
   * of its trace; times the square of what it adds to a sum, what it adds to the variance of that.
   */
  public static double spread(Span span) {
    long traceSpans = Integer.toUnsignedLong(span.getCollector().getSampleTraceSpans());
    return spread(of(span), traceSpans);
  }

  /**
   * The same of a weight and a number of spans.
   *
   * @param weight at least 1
   * @param traceSpans how many spans the trace has; 0 counts as 1
   */
  public static double spread(long weight, long traceSpans) {
    return (double) weight * (weight - 1) * Math.max(1, traceSpans);
  }
}
