/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.memory;

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
import dev.tracehub.v1.Span;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * Asks a store the questions that people ask, and reports how long the answers took, and how much
 * processor time of the whole process each cost in mean: on a machine with other work the latter is
 * the steadier figure.
 */
final class QuestionRun {

  private static final int WARM_UPS = 10;
  private static final int RUNS = 30;
  private static final int LOOK_UPS = 2000;
  private static final int PAGE = 50;

  private static final List<Measure> DASHBOARD =
      List.of(
          Measure.MEASURE_COUNT,
          Measure.MEASURE_ERRORS,
          Measure.MEASURE_TOTAL_TOKENS,
          Measure.MEASURE_COST,
          Measure.MEASURE_LATENCY_P50,
          Measure.MEASURE_LATENCY_P95,
          Measure.MEASURE_LATENCY_P99);

  private static final Filter FAILED_SEARCHES =
      new Filter.And(
          List.of(
              compare(SpanField.ENVIRONMENT, new Filter.Value.Text("production")),
              compare(SpanField.ERROR, new Filter.Value.Bool(true)),
              new Filter.Compare(
                  new Filter.Field.Known(SpanField.LATENCY_MS),
                  Filter.Operator.GT,
                  new Filter.Value.Real(500))));

  private static final Filter BY_ATTRIBUTE =
      new Filter.Compare(
          new Filter.Field.Attribute("team"), Filter.Operator.EQ, new Filter.Value.Text("growth"));

  private final Storage store;
  private final List<Span> sample;
  private final PrintStream out;

  QuestionRun(Storage store, List<Span> sample, PrintStream out) {
    this.store = store;
    this.sample = sample;
    this.out = out;
  }

  void run() {
    out.printf("%-44s %10s %10s %10s %10s%n", "question", "p50 ms", "p95 ms", "max ms", "cpu ms");
    GroupBy model = GroupBy.newBuilder().setDimension(Dimension.DIMENSION_MODEL).build();
    GroupBy team = GroupBy.newBuilder().setAttribute("team").build();
    measure("aggregate by model and hour, p50/p95/p99", RUNS, i -> numbers(model, Filter.ALL));
    measure("the same, filtered by 3 columns", RUNS, i -> numbers(model, FAILED_SEARCHES));
    measure("the same, filtered by an attribute", RUNS, i -> numbers(model, BY_ATTRIBUTE));
    measure("aggregate by an attribute and hour", RUNS, i -> numbers(team, Filter.ALL));
    measure("trace by id", LOOK_UPS, this::trace);
    measure("newest 50 spans", RUNS, i -> store.search().spans(query(Filter.ALL)));
    measure(
        "newest 50 spans, filtered by 3 columns",
        RUNS,
        i -> store.search().spans(query(FAILED_SEARCHES)));
    measure("newest 50 traces", RUNS, i -> store.search().traces(query(Filter.ALL)));
    measure(
        "newest 50 traces, filtered by 3 columns",
        RUNS,
        i -> store.search().traces(query(FAILED_SEARCHES)));
    measure("newest 50 sessions", RUNS, i -> store.search().sessions(query(Filter.ALL)));
  }

  private void measure(String question, int runs, IntFunction<CompletionStage<?>> ask) {
    for (int i = 0; i < WARM_UPS; i++) {
      ask.apply(i).toCompletableFuture().join();
    }
    double[] millis = new double[runs];
    long cpu = ProcessMeter.processorNanos();
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      ask.apply(i).toCompletableFuture().join();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    double cpuMillis = (ProcessMeter.processorNanos() - cpu) / 1e6 / runs;
    Arrays.sort(millis);
    out.printf(
        "%-44s %10.3f %10.3f %10.3f %10.3f%n",
        question, millis[runs / 2], millis[runs * 95 / 100], millis[runs - 1], cpuMillis);
  }

  private CompletionStage<?> numbers(GroupBy key, Filter filter) {
    return store
        .analytics()
        .aggregate(
            new AggregateQuery(
                MemoryStoreBenchmark.PROJECT,
                TimeRange.ALL,
                filter,
                DASHBOARD,
                List.of(key),
                Optional.of(Duration.ofHours(1)),
                100_000,
                Optional.empty(),
                Optional.empty()));
  }

  private CompletionStage<?> trace(int run) {
    Span span = sample.get(run * 31 % sample.size());
    return store
        .traces()
        .trace(
            MemoryStoreBenchmark.PROJECT,
            TraceId.parse(span.getTraceId()),
            PayloadView.FULL,
            PageRequest.MAX_SIZE);
  }

  private static SpanQuery query(Filter filter) {
    return new SpanQuery(
        MemoryStoreBenchmark.PROJECT,
        TimeRange.ALL,
        filter,
        PageRequest.first(PAGE, Order.NEWEST_FIRST));
  }

  private static Filter compare(SpanField field, Filter.Value value) {
    return new Filter.Compare(new Filter.Field.Known(field), Filter.Operator.EQ, value);
  }
}
