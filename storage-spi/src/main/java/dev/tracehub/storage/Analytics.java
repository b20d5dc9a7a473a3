/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.concurrent.CompletionStage;

/** Computes numbers over spans. */
public interface Analytics {

  /**
   * Numbers over the finished spans whose start lies in the range and that the filter holds for,
   * one row per group and bucket that has spans: none at all when no span matches. Rows are ordered
   * by bucket, then by the measure asked for (greatest first, groups without a value last), then by
   * the groups' keys in code point order, and cut at the limit after that. {@code Measure} says
   * what each number is; counts and sums of tokens and money are exact, percentiles are those of
   * {@link LatencyHistogram}, and means are exact but for rounding (1e-9 of their value).
   *
   * <p>Every number is corrected for sampling: a span counts {@link SampleWeights#of as often as it
   * stands for}, in counts, sums, shares, means and percentiles. Sums stay exact, since weights are
   * whole numbers. Least and greatest durations and the number of traces are those of the stored
   * spans, and the mean of scores takes each evaluation once, since all are stored. Counts, sums
   * and the error rate state how far they are off, as {@code MeasureValue.standard_error} says: the
   * error is absent where no span that is part of the number stands for others, also when those
   * that did were corrected away.
   */
  CompletionStage<AggregateResult> aggregate(AggregateQuery query);

  /**
   * The share of the spans started in the range (spans with a {@link StoredRecord.Started} record)
   * that have finished, from 0 to 1; 1 when none started. Range and filter are over the started
   * record, and so is the weight: a started span counts {@link SampleWeights#of as often as it
   * stands for}.
   */
  CompletionStage<Double> completionRate(String project, TimeRange range, Filter filter);
}
