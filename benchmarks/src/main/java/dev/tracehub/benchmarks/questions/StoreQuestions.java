/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.PageRequest.Order;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.TraceSummary;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The questions as the collector asks them: through the store's interfaces. */
final class StoreQuestions implements Answerer {

  private static final int PAGE = 50;
  private static final int DEEP = 1_000;

  private static final List<Measure> NUMBERS =
      List.of(
          Measure.MEASURE_COUNT,
          Measure.MEASURE_ERRORS,
          Measure.MEASURE_INPUT_TOKENS,
          Measure.MEASURE_OUTPUT_TOKENS,
          Measure.MEASURE_COST);

  private static final List<Measure> LATENCY =
      List.of(
          Measure.MEASURE_COUNT,
          Measure.MEASURE_LATENCY_P50,
          Measure.MEASURE_LATENCY_P95,
          Measure.MEASURE_LATENCY_P99);

  private static final Filter SEARCH =
      new Filter.And(
          List.of(
              equal(new Filter.Field.Known(SpanField.MODEL), "gpt-4o"),
              equal(new Filter.Field.Attribute("team"), "search"),
              new Filter.Compare(
                  new Filter.Field.Known(SpanField.LATENCY_MS),
                  Filter.Operator.GT,
                  new Filter.Value.Real(500))));

  private final Storage store;
  private final Map<Moment, SpanQuery> deepPages = new HashMap<>();

  StoreQuestions(Storage store) {
    this.store = store;
  }

  /** Finds out where the deep pages begin, as who has paged there knows. */
  void prepare(String question, Moment moment) {
    if (question.equals("deep_traces")) {
      SpanQuery query =
          new SpanQuery(
              moment.project(),
              moment.lastWeek(),
              Filter.ALL,
              PageRequest.first(DEEP, Order.NEWEST_FIRST));
      Page<TraceSummary> before = join(store.search().traces(query));
      before
          .next()
          .map(cursor -> PageRequest.first(PAGE, Order.NEWEST_FIRST).at(cursor))
          .map(page -> new SpanQuery(moment.project(), moment.lastWeek(), Filter.ALL, page))
          .ifPresent(deep -> deepPages.put(moment, deep));
    }
  }

  @Override
  public int ask(String question, Moment moment) {
    return switch (question) {
      case "trace_by_id" -> trace(moment);
      case "newest_traces" -> traces(page(moment, moment.lastDay(), Filter.ALL));
      case "deep_traces" -> Optional.ofNullable(deepPages.get(moment)).map(this::traces).orElse(0);
      case "filtered_spans" -> spans(page(moment, moment.lastWeek(), SEARCH));
      case "unique_attribute" ->
          spans(
              page(
                  moment,
                  moment.lastMonth(),
                  equal(new Filter.Field.Attribute("request.id"), moment.request())));
      case "traces_of_user" ->
          traces(
              page(
                  moment,
                  moment.lastMonth(),
                  equal(new Filter.Field.Known(SpanField.USER_ID), moment.user())));
      case "rare_word" -> spans(page(moment, moment.lastMonth(), word("zeitgeist")));
      case "common_word" -> spans(page(moment, moment.lastWeek(), word("warranty")));
      case "models_24h" -> models(moment, moment.lastDay());
      case "models_30d" -> models(moment, moment.lastMonth());
      case "latency_24h" -> latency(moment, moment.lastDay());
      case "latency_30d" -> latency(moment, moment.lastMonth());
      default -> throw new IllegalArgumentException("no question " + question);
    };
  }

  private int trace(Moment moment) {
    TraceId trace = TraceId.parse(moment.trace());
    return join(store.traces().trace(moment.project(), trace, PayloadView.FULL, 10_000))
        .orElseThrow()
        .spans()
        .size();
  }

  private int traces(SpanQuery query) {
    return join(store.search().traces(query)).items().size();
  }

  private int spans(SpanQuery query) {
    return join(store.search().spans(query)).items().size();
  }

  private int models(Moment moment, TimeRange range) {
    return numbers(
        moment, range, NUMBERS, Dimension.DIMENSION_MODEL, Optional.of(Duration.ofHours(1)));
  }

  private int latency(Moment moment, TimeRange range) {
    return numbers(moment, range, LATENCY, Dimension.DIMENSION_OPERATION, Optional.empty());
  }

  private int numbers(
      Moment moment,
      TimeRange range,
      List<Measure> measures,
      Dimension by,
      Optional<Duration> bucket) {
    AggregateQuery query =
        new AggregateQuery(
            moment.project(),
            range,
            Filter.ALL,
            measures,
            List.of(GroupBy.newBuilder().setDimension(by).build()),
            bucket,
            100_000,
            Optional.empty(),
            Optional.empty());
    return join(store.analytics().aggregate(query)).rows().size();
  }

  private static SpanQuery page(Moment moment, TimeRange range, Filter filter) {
    return new SpanQuery(
        moment.project(), range, filter, PageRequest.first(PAGE, Order.NEWEST_FIRST));
  }

  private static Filter word(String word) {
    return new Filter.Match(
        new Filter.Field.Known(SpanField.OUTPUT), Filter.MatchKind.CONTAINS, word);
  }

  private static Filter equal(Filter.Field field, String text) {
    return new Filter.Compare(field, Filter.Operator.EQ, new Filter.Value.Text(text));
  }

  private static <T> T join(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }
}
