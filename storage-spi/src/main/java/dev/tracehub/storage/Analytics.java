/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.concurrent.CompletionStage;

/** Computes numbers over spans. */
public interface Analytics {

  /**
   * Numbers over the finished spans that match, one row per group and bucket that has spans. Rows
   * are ordered by bucket, then by the measure asked for (greatest first, groups without a value
   * last), then by the groups' keys. {@code Measure} says what each number is; sums of tokens and
   * money are exact, and percentiles are those of {@link LatencyHistogram}.
   */
  CompletionStage<AggregateResult> aggregate(AggregateQuery query);

  /**
   * The share of the spans started in the range (spans with a {@link StoredRecord.Started} record)
   * that have finished, from 0 to 1; 1 when none started.
   */
  CompletionStage<Double> completionRate(String project, TimeRange range, Filter filter);
}
