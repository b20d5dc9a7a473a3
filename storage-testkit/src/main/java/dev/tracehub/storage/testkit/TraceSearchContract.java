/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.TraceSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.SpanSearch#traces} promises beside pages. */
public abstract class TraceSearchContract extends ContractTest {

  @Test
  void traces_oneSpanMatches_wholeTraceOnce() {
    store.store(
        TestSpans.span(1, 1).setName("root").setService("a"),
        TestSpans.call(1, 2).setService("b"),
        TestSpans.call(1, 3).setService("b"),
        TestSpans.span(2, 4).setService("a"));
    List<TraceSummary> found = search(service("b"), TimeRange.ALL);
    assertThat(found).containsExactly(store.trace(1).summary());
    assertThat(found.get(0).getRootName()).isEqualTo("root");
    assertThat(found.get(0).getSpanCount()).isEqualTo(3);
    assertThat(found.get(0).getCostUsd()).isEqualTo("0.0054");
  }

  @Test
  void traces_conditionsOnDifferentSpans_noMatch() {
    store.store(
        TestSpans.span(1, 1).setService("a").setUserId("u"), TestSpans.span(1, 2).setService("b"));
    assertThat(search(new Filter.And(List.of(service("b"), user("u"))), TimeRange.ALL)).isEmpty();
    assertThat(search(new Filter.And(List.of(service("a"), user("u"))), TimeRange.ALL)).hasSize(1);
  }

  @Test
  void traces_negation_anotherSpanMatches() {
    store.store(TestSpans.span(1, 1).setService("a"), TestSpans.span(1, 2).setService("b"));
    assertThat(search(new Filter.Not(service("a")), TimeRange.ALL)).hasSize(1);
  }

  @Test
  void traces_order_earliestMatchingSpan() {
    store.store(
        TestSpans.at(1, 1, second(1)).setService("a"),
        TestSpans.at(1, 2, second(9)).setService("b"),
        TestSpans.at(2, 3, second(5)).setService("b"),
        TestSpans.at(2, 4, second(7)).setService("b"),
        TestSpans.at(3, 5, second(6)).setService("b"));
    assertThat(ids(search(service("b"), TimeRange.ALL))).containsExactly(2, 3, 1);
    assertThat(ids(search(Filter.ALL, TimeRange.ALL))).containsExactly(1, 2, 3);
  }

  @Test
  void traces_range_overMatchingSpansSummaryOverAll() {
    store.store(
        TestSpans.at(1, 1, second(1)),
        TestSpans.at(1, 2, second(10)),
        TestSpans.at(2, 3, second(20)));
    List<TraceSummary> found = search(Filter.ALL, new TimeRange(second(5), second(20)));
    assertThat(ids(found)).containsExactly(1);
    assertThat(found.get(0).getSpanCount()).isEqualTo(2);
    assertThat(found.get(0).getStartTimeUnixNano()).isEqualTo(second(1));
  }

  @Test
  void traces_openSpans_countedAndNeverMatched() {
    store.store(TestSpans.span(1, 1));
    store.start(TestSpans.span(1, 2).setService("open"), TestSpans.span(2, 3).setService("open"));
    assertThat(search(service("open"), TimeRange.ALL)).isEmpty();
    List<TraceSummary> found = search(Filter.ALL, TimeRange.ALL);
    assertThat(found).containsExactly(store.trace(1).summary());
    assertThat(found.get(0).getOpenSpanCount()).isEqualTo(1);
    assertThat(found.get(0).getServicesList()).containsExactly("open");
  }

  @Test
  void traces_onlyEventsOrJudgements_notListed() {
    store.write(
        TestSpans.event(TestSpans.event(1, 1, "e", 1)),
        TestSpans.judgement(TestSpans.evaluation(2, 1, "v", 1)));
    assertThat(search(Filter.ALL, TimeRange.ALL)).isEmpty();
  }

  @Test
  void traces_moreSpansLater_summaryFollows() {
    store.store(TestSpans.span(1, 5).setParentSpanId(TestSpans.spanId(2).toString()));
    assertThat(search(Filter.ALL, TimeRange.ALL).get(0).getMissingParentCount()).isEqualTo(1);
    store.store(TestSpans.span(1, 2).setName("root"));
    TraceSummary summary = search(Filter.ALL, TimeRange.ALL).get(0);
    assertThat(summary.getMissingParentCount()).isZero();
    assertThat(summary.getRootName()).isEqualTo("root");
  }

  private List<TraceSummary> search(Filter filter, TimeRange range) {
    return store.traces(StoreDriver.matching(filter, range)).items();
  }

  private static List<Integer> ids(List<TraceSummary> traces) {
    return traces.stream()
        .map(trace -> Integer.parseInt(trace.getTraceId().substring(16), 16))
        .toList();
  }

  private static long second(long second) {
    return TestSpans.NOON + second * TestSpans.SECOND;
  }

  private static Filter service(String name) {
    return equal(SpanField.SERVICE, name);
  }

  private static Filter user(String id) {
    return equal(SpanField.USER_ID, id);
  }

  private static Filter equal(SpanField field, String text) {
    return new Filter.Compare(
        new Filter.Field.Known(field), Filter.Operator.EQ, new Filter.Value.Text(text));
  }
}
