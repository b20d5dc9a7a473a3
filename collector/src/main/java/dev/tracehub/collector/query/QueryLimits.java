/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

/**
 * Bounds of answers.
 *
 * @param answerBytes about the most bytes of an answer
 * @param traceSpans the most spans of a trace that an answer carries
 * @param buckets the most time buckets of an aggregate
 * @param exportPage spans that an export looks at a time
 * @param exportChunkBytes about how large a chunk of an export gets
 */
public record QueryLimits(
    int answerBytes, int traceSpans, int buckets, int exportPage, int exportChunkBytes) {

  /**
   * Answers stay below the 4 MiB that gRPC clients take unless told otherwise; 10,000 spans or
   * buckets; exports in pages of 500 and chunks of 1 MiB.
   */
  public static final QueryLimits DEFAULTS =
      new QueryLimits((4 << 20) - (64 << 10), 10_000, 10_000, 500, 1 << 20);
}
