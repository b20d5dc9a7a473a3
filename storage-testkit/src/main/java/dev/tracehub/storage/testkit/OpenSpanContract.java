/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract promises of spans that have started and not finished. */
public abstract class OpenSpanContract extends ContractTest {

  @Test
  void openSpans_startedOnly_listed() {
    store.start(TestSpans.span(2, 2), TestSpans.span(1, 1));
    store.store(TestSpans.span(3, 3));
    assertThat(open(Filter.ALL))
        .containsExactly(start(TestSpans.span(1, 1)), start(TestSpans.span(2, 2)));
    assertThat(store.spans(StoreDriver.matching(Filter.ALL)).items()).hasSize(1);
  }

  @Test
  void openSpans_finishedAfterStart_gone() {
    store.start(TestSpans.span(1, 1), TestSpans.span(1, 2));
    store.store(TestSpans.span(1, 1));
    assertThat(open(Filter.ALL)).containsExactly(start(TestSpans.span(1, 2)));
    assertThat(store.trace(1).openSpans()).containsExactly(start(TestSpans.span(1, 2)));
    assertThat(store.trace(1).spans()).containsExactly(TestSpans.span(1, 1).build());
    assertThat(store.trace(1).summary().getOpenSpanCount()).isEqualTo(1);
  }

  @Test
  void openSpans_startAfterFinished_never() {
    store.store(TestSpans.span(1, 1));
    store.start(TestSpans.span(1, 1));
    assertThat(open(Filter.ALL)).isEmpty();
    assertThat(store.trace(1).openSpans()).isEmpty();
    assertThat(store.span(1, 1).span()).isEqualTo(TestSpans.span(1, 1).build());
  }

  @Test
  void openSpans_bothInOneBlock_never() {
    store.write(
        TestSpans.started(TestSpans.span(1, 1)),
        TestSpans.finished(TestSpans.span(1, 1)),
        TestSpans.finished(TestSpans.span(1, 2)),
        TestSpans.started(TestSpans.span(1, 2)));
    assertThat(open(Filter.ALL)).isEmpty();
    assertThat(store.trace(1).spans()).hasSize(2);
  }

  @Test
  void openSpans_sameIdsInAnotherTraceOrProject_stayOpen() {
    store.start(TestSpans.span(1, 1));
    store.store(TestSpans.span(2, 1));
    store.write(new StoredRecord.Finished(TestSpans.OTHER_PROJECT, TestSpans.span(1, 1).build()));
    assertThat(open(Filter.ALL)).containsExactly(start(TestSpans.span(1, 1)));
  }

  @Test
  void openSpans_rejectedFinish_staysOpen() {
    store.start(TestSpans.span(1, 1));
    store.write(TestSpans.finished(TestSpans.span(1, 1).setTraceId("no trace id")));
    assertThat(open(Filter.ALL)).hasSize(1);
  }

  @Test
  void started_sameIds_duplicateWhateverItSays() {
    store.start(TestSpans.span(1, 1));
    assertThat(
            store.write(
                TestSpans.started(TestSpans.span(1, 1)),
                TestSpans.started(TestSpans.span(1, 1).setName("other"))))
        .isEqualTo(new WriteResult(0, 2, List.of()));
    assertThat(open(Filter.ALL)).containsExactly(start(TestSpans.span(1, 1)));
  }

  @Test
  void finished_otherContentThanItsStart_noConflict() {
    store.start(TestSpans.span(1, 1).setName("working title"));
    store.store(TestSpans.span(1, 1).setName("title"));
    assertThat(store.span(1, 1).span().getName()).isEqualTo("title");
  }

  @Test
  void openSpans_payloads_heads() {
    Span.Builder span =
        TestSpans.span(1, 1).setInput(Payload.newBuilder().setText("x".repeat(300)));
    store.start(span);
    assertThat(open(Filter.ALL)).containsExactly(PayloadHeads.cut(start(span)));
  }

  @Test
  void openSpans_filterAndRange_overTheStart() {
    store.start(TestSpans.span(1, 1).setService("a"), TestSpans.span(1, 2).setService("b"));
    assertThat(open(service("b"))).containsExactly(start(TestSpans.span(1, 2).setService("b")));
    TimeRange range = new TimeRange(TestSpans.NOON, TestSpans.NOON + 2 * TestSpans.SECOND);
    assertThat(store.openSpans(StoreDriver.matching(Filter.ALL, range)).items())
        .containsExactly(start(TestSpans.span(1, 1).setService("a")));
  }

  @Test
  void openSpans_latency_absent() {
    store.start(TestSpans.span(1, 1));
    Filter.Field latency = new Filter.Field.Known(SpanField.LATENCY_MS);
    assertThat(open(new Filter.Has(latency))).isEmpty();
    assertThat(open(new Filter.Compare(latency, Filter.Operator.GE, new Filter.Value.Real(0))))
        .isEmpty();
  }

  @Test
  void completionRate_nothingStarted_one() {
    assertThat(store.completionRate(TimeRange.ALL, Filter.ALL)).isEqualTo(1);
    store.store(TestSpans.span(1, 1));
    assertThat(store.completionRate(TimeRange.ALL, Filter.ALL)).isEqualTo(1);
  }

  @Test
  void completionRate_finishedOfStarted() {
    store.start(
        TestSpans.span(1, 1).setService("a"),
        TestSpans.span(1, 2).setService("a"),
        TestSpans.span(1, 3).setService("b"),
        TestSpans.span(1, 4).setService("b"));
    store.store(TestSpans.span(1, 1), TestSpans.span(1, 9), TestSpans.span(2, 2));
    assertThat(store.completionRate(TimeRange.ALL, Filter.ALL)).isEqualTo(0.25);
    assertThat(store.completionRate(TimeRange.ALL, service("a"))).isEqualTo(0.5);
    assertThat(store.completionRate(TimeRange.ALL, service("b"))).isZero();
    TimeRange firstTwo = new TimeRange(TestSpans.NOON, TestSpans.NOON + 3 * TestSpans.SECOND);
    assertThat(store.completionRate(firstTwo, Filter.ALL)).isEqualTo(0.5);
  }

  private List<Span> open(Filter filter) {
    return store.openSpans(StoreDriver.matching(filter)).items();
  }

  private static Span start(Span.Builder span) {
    return TestSpans.startOf(span.build());
  }

  private static Filter service(String name) {
    return new Filter.Compare(
        new Filter.Field.Known(SpanField.SERVICE), Filter.Operator.EQ, new Filter.Value.Text(name));
  }
}
