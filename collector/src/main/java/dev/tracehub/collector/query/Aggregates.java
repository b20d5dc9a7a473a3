/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import static dev.tracehub.collector.query.RequestFields.OUT_OF_RANGE;
import static dev.tracehub.collector.query.RequestFields.REQUIRED;
import static dev.tracehub.collector.query.RequestFields.TOO_LONG;
import static dev.tracehub.collector.query.RequestFields.UNKNOWN_VALUE;

import com.google.protobuf.util.Durations;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateResponse;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.QueryPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Answers the questions for numbers. Thread-safe. */
final class Aggregates {

  static final int MAX_GROUPS = 4;
  static final int MAX_MEASURES = 64;
  static final int MAX_LIMIT = 100_000;
  static final int MAX_NAME = 256;

  private static final int DEFAULT_LIMIT = 1000;

  private final Analytics analytics;
  private final FilterParser filters;
  private final Executor executor;
  private final QueryLimits limits;

  Aggregates(Analytics analytics, FilterParser filters, Executor executor, QueryLimits limits) {
    this.analytics = analytics;
    this.filters = filters;
    this.executor = executor;
    this.limits = limits;
  }

  CompletionStage<AggregateResponse> aggregate(String project, AggregateRequest request) {
    TimeRange range = RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange());
    AggregateQuery query =
        new AggregateQuery(
            project,
            range,
            RequestFields.filter(filters, request.getFilter()),
            measures(request),
            groups(request),
            bucket(request, range),
            limit(request.getLimit()),
            orderBy(request),
            scoreName(request.getScoreName()));
    return analytics.aggregate(query).thenApplyAsync(this::response, executor);
  }

  private static List<Measure> measures(AggregateRequest request) {
    int count = request.getMeasuresCount();
    if (count == 0) {
      throw Failures.invalid("measures", REQUIRED, "empty (expected: at least one)");
    }
    if (count > MAX_MEASURES) {
      throw Failures.invalid(
          "measures", TOO_LONG, count + " (expected: at most " + MAX_MEASURES + ")");
    }
    for (int i = 0; i < count; i++) {
      requireMeasure("measures[" + i + "]", request.getMeasures(i), request.getMeasuresValue(i));
    }
    return request.getMeasuresList();
  }

  private static void requireMeasure(String field, Measure measure, int number) {
    if (measure == Measure.MEASURE_UNSPECIFIED || measure == Measure.UNRECOGNIZED) {
      throw Failures.invalid(field, UNKNOWN_VALUE, number + " (expected: a measure)");
    }
  }

  private static List<GroupBy> groups(AggregateRequest request) {
    int count = request.getGroupByCount();
    if (count > MAX_GROUPS) {
      throw Failures.invalid(
          "group_by", TOO_LONG, count + " (expected: at most " + MAX_GROUPS + ")");
    }
    for (int i = 0; i < count; i++) {
      requireGroup("group_by[" + i + "]", request.getGroupBy(i));
    }
    return request.getGroupByList();
  }

  private static void requireGroup(String field, GroupBy group) {
    switch (group.getByCase()) {
      case BY_NOT_SET ->
          throw Failures.invalid(field, REQUIRED, "empty (expected: dimension or attribute)");
      case ATTRIBUTE -> requireAttribute(field + ".attribute", group.getAttribute());
      case DIMENSION -> {
        Dimension dimension = group.getDimension();
        if (dimension == Dimension.DIMENSION_UNSPECIFIED || dimension == Dimension.UNRECOGNIZED) {
          throw Failures.invalid(
              field + ".dimension",
              UNKNOWN_VALUE,
              group.getDimensionValue() + " (expected: a dimension)");
        }
      }
    }
  }

  private static void requireAttribute(String field, String name) {
    if (name.isEmpty()) {
      throw Failures.invalid(field, REQUIRED, "empty (expected: the name of an attribute)");
    }
    requireShort(field, name);
  }

  private static void requireShort(String field, String name) {
    if (name.length() > MAX_NAME) {
      throw Failures.invalid(
          field, TOO_LONG, name.length() + " characters (expected: at most " + MAX_NAME + ")");
    }
  }

  private Optional<Duration> bucket(AggregateRequest request, TimeRange range) {
    if (!request.hasBucket()) {
      return Optional.empty();
    }
    long seconds = wholeSeconds(request.getBucket());
    long rangeSeconds = (range.endNanos() - range.startNanos()) / 1_000_000_000;
    if (rangeSeconds / seconds >= limits.buckets()) {
      throw Failures.invalid(
          "bucket",
          OUT_OF_RANGE,
          seconds
              + " s (expected: at most "
              + limits.buckets()
              + " buckets in the time range, so more than "
              + rangeSeconds / limits.buckets()
              + " s)");
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static long wholeSeconds(com.google.protobuf.Duration bucket) {
    boolean valid = Durations.isValid(bucket);
    long seconds = bucket.getSeconds();
    if (!valid || seconds < 1 || !bucket.equals(Durations.fromSeconds(seconds))) {
      throw Failures.invalid(
          "bucket",
          OUT_OF_RANGE,
          (valid ? Durations.toString(bucket) : "no duration")
              + " (expected: whole seconds, at least one)");
    }
    return seconds;
  }

  private static int limit(int limit) {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw Failures.invalid(
          "limit",
          OUT_OF_RANGE,
          limit + " (expected: 1 to " + MAX_LIMIT + ", or 0 for " + DEFAULT_LIMIT + ")");
    }
    return limit == 0 ? DEFAULT_LIMIT : limit;
  }

  private static Optional<Measure> orderBy(AggregateRequest request) {
    if (request.getOrderByValue() == Measure.MEASURE_UNSPECIFIED_VALUE) {
      return Optional.empty();
    }
    requireMeasure("order_by", request.getOrderBy(), request.getOrderByValue());
    return Optional.of(request.getOrderBy());
  }

  private static Optional<String> scoreName(String name) {
    requireShort("score_name", name);
    return Optional.of(name).filter(given -> !given.isEmpty());
  }

  private AggregateResponse response(AggregateResult result) {
    AggregateResponse.Builder response =
        AggregateResponse.newBuilder()
            .setTruncated(result.truncated())
            .setPlan(
                QueryPlan.newBuilder()
                    .setSource(result.plan().source())
                    .setReason(result.plan().reason()));
    SizeBudget budget = new SizeBudget(limits.answerBytes());
    for (AggregateRow row : result.rows()) {
      if (!budget.take(row)) {
        return response.setTruncated(true).build();
      }
      response.addRows(row);
    }
    return response.build();
  }
}
