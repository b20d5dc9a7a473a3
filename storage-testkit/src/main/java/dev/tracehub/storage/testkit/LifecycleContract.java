/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Measure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What {@link Storage} promises of itself: health, close, and stores that know nothing of others.
 */
public abstract class LifecycleContract extends ContractTest {

  private static final SpanQuery ALL = StoreDriver.matching(Filter.ALL);

  private static final EvaluationQuery EVALUATIONS =
      new EvaluationQuery(TestSpans.PROJECT, TimeRange.ALL, List.of(), ALL.page());

  private static final MetricQuery METRICS =
      new MetricQuery(TestSpans.PROJECT, TimeRange.ALL, "", "", Map.of(), ALL.page());

  @Test
  void check_open_ok() {
    assertThat(storage.check().problem()).isEmpty();
    store.store(TestSpans.span(1, 1));
    assertThat(storage.check().isOk()).isTrue();
  }

  @Test
  void name_lowerCaseWord() {
    assertThat(storage.name()).matches("[a-z][a-z0-9-]*");
  }

  @Test
  void stats_grow() {
    assertThat(storage.stats().spans()).isZero();
    store.store(TestSpans.call(1, 1), TestSpans.call(1, 2));
    assertThat(storage.stats().limitBytes()).isNotNegative();
    assertThat(storage.stats().evictedTraces()).isZero();
  }

  @Test
  void handedOut_liveAsLongAsTheStore() {
    var writer = storage.writer();
    var search = storage.search();
    for (int i = 1; i <= 3; i++) {
      Stages.await(
          writer.write(new Block("block " + i, List.of(TestSpans.finished(TestSpans.span(1, i))))));
      assertThat(Stages.await(search.spans(ALL)).items()).hasSize(i);
    }
  }

  @Test
  void newStorage_another_empty() {
    store.store(TestSpans.span(1, 1));
    try (Storage other = newStorage()) {
      assertThat(Stages.await(other.search().spans(ALL)).items()).isEmpty();
    }
    assertThat(store.trace(1).spans()).hasSize(1);
  }

  @Test
  void close_unused_fine() {
    storage.close();
    storage.close();
    assertThat(storage.check().isOk()).isFalse();
  }

  @Test
  void close_twice_fine() {
    store.store(TestSpans.span(1, 1));
    storage.close();
    storage.close();
    assertThat(storage.check().problem()).isPresent();
  }

  @Test
  void calls_afterClose_failInternal() {
    store.store(TestSpans.span(1, 1));
    storage.close();
    SoftAssertions soft = new SoftAssertions();
    calls()
        .forEach(
            (name, call) ->
                soft.assertThatThrownBy(() -> Stages.await(call.apply(storage)))
                    .as(name)
                    .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> soft.assertThat(failure.family()).isEqualTo(Family.INTERNAL)));
    soft.assertAll();
  }

  @Test
  void stages_failRatherThanThrow() {
    storage.close();
    calls()
        .forEach(
            (name, call) -> {
              CompletionStage<?> stage = call.apply(storage);
              assertThatThrownBy(() -> Stages.await(stage)).isInstanceOf(StorageException.class);
            });
  }

  private static Map<String, Function<Storage, CompletionStage<?>>> calls() {
    Document document = new Document("kind", "id", 0, ByteString.EMPTY);
    return Map.ofEntries(
        Map.entry("write", one -> one.writer().write(new Block("t", List.of()))),
        Map.entry(
            "trace",
            one ->
                one.traces().trace(TestSpans.PROJECT, TestSpans.traceId(1), PayloadView.HEAD, 1)),
        Map.entry(
            "span",
            one -> one.traces().span(TestSpans.PROJECT, TestSpans.traceId(1), TestSpans.spanId(1))),
        Map.entry("spans", one -> one.search().spans(ALL)),
        Map.entry("traces", one -> one.search().traces(ALL)),
        Map.entry("openSpans", one -> one.search().openSpans(ALL)),
        Map.entry("sessions", one -> one.search().sessions(ALL)),
        Map.entry("users", one -> one.search().users(ALL)),
        Map.entry("evaluations", one -> one.sideRecords().evaluations(EVALUATIONS)),
        Map.entry("metricPoints", one -> one.sideRecords().metricPoints(METRICS)),
        Map.entry(
            "aggregate",
            one -> one.analytics().aggregate(Question.of(Measure.MEASURE_COUNT).build())),
        Map.entry(
            "completionRate",
            one -> one.analytics().completionRate(TestSpans.PROJECT, TimeRange.ALL, Filter.ALL)),
        Map.entry("get", one -> one.records().get("kind", "id")),
        Map.entry("list", one -> one.records().list("kind")),
        Map.entry("put", one -> one.records().put(document)),
        Map.entry("delete", one -> one.records().delete("kind", "id", 1)));
  }
}
