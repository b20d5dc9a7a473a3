/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import java.util.List;
import java.util.stream.IntStream;

/** Answers lists of what stands beside spans from a {@link NaiveStore}. */
final class NaiveSideRecords {

  private final NaiveStore store;

  NaiveSideRecords(NaiveStore store) {
    this.store = store;
  }

  Page<Evaluation> evaluations(EvaluationQuery query) {
    return NaivePage.cut(
        store.evaluations(query.project()).stream()
            .filter(query::matches)
            .map(
                evaluation ->
                    new NaivePage.Item<>(
                        evaluation.getTimeUnixNano(),
                        evaluation.getTraceId() + evaluation.getEvaluationId(),
                        evaluation))
            .toList(),
        query.page());
  }

  /** Those of the same name stand in the order in which they were stored. */
  Page<MetricPoint> metricPoints(MetricQuery query) {
    List<MetricPoint> points = store.metrics(query.project());
    return NaivePage.cut(
        IntStream.range(0, points.size())
            .filter(i -> query.matches(points.get(i)))
            .mapToObj(
                i ->
                    new NaivePage.Item<>(
                        points.get(i).getTimeUnixNano(),
                        MetricQuery.orderedName(points.get(i)) + "\0%010d".formatted(i),
                        points.get(i)))
            .toList(),
        query.page());
  }
}
