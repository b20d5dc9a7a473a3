/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import java.util.concurrent.CompletionStage;

/**
 * Finds what stands beside spans by what it is. Pages are cut, and the orders named below turn
 * round, as {@link SpanSearch} says; times are those of the records themselves.
 */
public interface SideRecordSearch {

  /** Judgements that match, by time, then trace id, then evaluation id. */
  CompletionStage<Page<Evaluation>> evaluations(EvaluationQuery query);

  /**
   * Measurements that match, by time, then {@link MetricQuery#orderedName name}, then in an order
   * of the store's own that stays the same. Measurements have no id: those that are alike in
   * everything are in the list as often as they were stored.
   */
  CompletionStage<Page<MetricPoint>> metricPoints(MetricQuery query);
}
