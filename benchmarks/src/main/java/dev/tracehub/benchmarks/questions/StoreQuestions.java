/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Filter;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The questions as the collector asks them: through the store's interfaces. */
final class StoreQuestions {

  private static final int PAGE = 50;

  private static final List<Measure> DASHBOARD =
      List.of(
          Measure.MEASURE_COUNT,
          Measure.MEASURE_ERRORS,
          Measure.MEASURE_INPUT_TOKENS,
          Measure.MEASURE_OUTPUT_TOKENS,
          Measure.MEASURE_COST,
          Measure.MEASURE_LATENCY_P50,
          Measure.MEASURE_LATENCY_P95);

  private static final Filter SEARCH =
      new Filter.And(
          List.of(
              equal(new Filter.Field.Known(SpanField.MODEL), "gpt-4o"),
              equal(new Filter.Field.Attribute("team"), "search"),
              new Filter.Compare(
                  new Filter.Field.Known(SpanField.LATENCY_MS),
                  Filter.Operator.GT,
                  new Filter.Value.Real(500))));

  private static final Filter TEXT =
      new Filter.Match(
          new Filter.Field.Known(SpanField.OUTPUT), Filter.MatchKind.CONTAINS, "zeitgeist");

  private final Storage store;

  StoreQuestions(Storage store) {
    this.store = store;
  }

  CompletionStage<?> ask(String question, Moment moment) {
    return switch (question) {
      case "trace_by_id" ->
          store
              .traces()
              .trace(moment.project(), TraceId.parse(moment.trace()), PayloadView.FULL, 10_000);
      case "newest_traces" -> store.search().traces(page(moment, moment.lastDay(), Filter.ALL));
      case "filtered_search" -> store.search().spans(page(moment, moment.lastWeek(), SEARCH));
      case "text_search" -> store.search().spans(page(moment, moment.lastMonth(), TEXT));
      case "dashboard_24h" -> dashboard(moment, moment.lastDay(), Duration.ofHours(1));
      case "dashboard_30d" -> dashboard(moment, moment.lastMonth(), Duration.ofDays(1));
      default -> throw new IllegalArgumentException("no question " + question);
    };
  }

  private static SpanQuery page(Moment moment, TimeRange range, Filter filter) {
    return new SpanQuery(
        moment.project(), range, filter, PageRequest.first(PAGE, Order.NEWEST_FIRST));
  }

  private CompletionStage<?> dashboard(Moment moment, TimeRange range, Duration bucket) {
    return store
        .analytics()
        .aggregate(
            new AggregateQuery(
                moment.project(),
                range,
                Filter.ALL,
                DASHBOARD,
                List.of(GroupBy.newBuilder().setDimension(Dimension.DIMENSION_MODEL).build()),
                Optional.of(bucket),
                100_000,
                Optional.empty(),
                Optional.empty()));
  }

  private static Filter equal(Filter.Field field, String text) {
    return new Filter.Compare(field, Filter.Operator.EQ, new Filter.Value.Text(text));
  }
}
