/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.errors.Failures;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.v1.ListEvaluationsRequest;
import dev.tracehub.v1.ListEvaluationsResponse;
import dev.tracehub.v1.ListMetricPointsRequest;
import dev.tracehub.v1.ListMetricPointsResponse;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Answers the questions for what stands beside spans: judgements and measurements. Thread-safe. */
final class SideLists {

  private static final PageRequest.Order ORDER = PageRequest.Order.NEWEST_FIRST;

  /** Each is a condition of a store's question. */
  private static final int MAX_LABELS = 64;

  private final SideRecordSearch search;
  private final FittingPages pages;

  SideLists(SideRecordSearch search, Executor executor, QueryLimits limits) {
    this.search = search;
    this.pages = new FittingPages(limits.answerBytes(), executor);
  }

  CompletionStage<ListEvaluationsResponse> evaluations(
      String project, ListEvaluationsRequest request) {
    var range = RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange());
    var conditions = EvaluationFields.conditions(request);
    PageTokens tokens = PageTokens.of(project, "evaluations", range, conditions, ORDER);
    PageRequest first =
        RequestFields.page(request.getPageSize(), ORDER, tokens.read(request.getPageToken()));
    EvaluationQuery query = new EvaluationQuery(project, range, conditions, first);
    return pages
        .ask(page -> search.evaluations(query.with(page)), first)
        .thenApply(
            page ->
                ListEvaluationsResponse.newBuilder()
                    .addAllEvaluations(page.items())
                    .setNextPageToken(tokens.write(page.next()))
                    .setPreviousPageToken(tokens.write(page.previous()))
                    .build());
  }

  CompletionStage<ListMetricPointsResponse> metricPoints(
      String project, ListMetricPointsRequest request) {
    var range = RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange());
    requireFewLabels(request.getLabelsCount());
    var labels = new TreeMap<>(request.getLabelsMap());
    PageTokens tokens =
        PageTokens.of(
            project,
            "metric_points",
            range,
            request.getName(),
            request.getService(),
            labels,
            ORDER);
    PageRequest first =
        RequestFields.page(request.getPageSize(), ORDER, tokens.read(request.getPageToken()));
    MetricQuery query =
        new MetricQuery(project, range, request.getName(), request.getService(), labels, first);
    return pages
        .ask(page -> search.metricPoints(query.with(page)), first)
        .thenApply(
            page ->
                ListMetricPointsResponse.newBuilder()
                    .addAllMetricPoints(page.items())
                    .setNextPageToken(tokens.write(page.next()))
                    .setPreviousPageToken(tokens.write(page.previous()))
                    .build());
  }

  private static void requireFewLabels(int labels) {
    if (labels > MAX_LABELS) {
      throw Failures.invalid(
          "labels",
          RequestFields.OUT_OF_RANGE,
          labels + " of them (expected: at most " + MAX_LABELS + ")");
    }
  }
}
