/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanRecords;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.storage.TraceSummaries;
import dev.tracehub.v1.Payload;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link dev.tracehub.storage.TraceReader} promises. */
public abstract class TraceReaderContract extends ContractTest {

  private static final long DAY = 24L * 3600 * TestSpans.SECOND;

  @Test
  void trace_unknown_empty() {
    assertThat(store.findTrace(1)).isEmpty();
    store.store(TestSpans.span(2, 1));
    assertThat(store.findTrace(1)).isEmpty();
  }

  @Test
  void trace_anyAge_foundWithoutHint() {
    for (int day = 0; day < 10; day++) {
      store.store(TestSpans.at(day, 1, TestSpans.NOON - day * DAY));
    }
    for (int day = 0; day < 10; day++) {
      assertThat(store.trace(day).spans())
          .containsExactly(TestSpans.at(day, 1, TestSpans.NOON - day * DAY).build());
    }
  }

  @Test
  void trace_overSeveralDaysAndBlocks_whole() {
    for (int day = 0; day < 5; day++) {
      store.store(TestSpans.at(1, day + 1, TestSpans.NOON - day * DAY), TestSpans.span(2, day + 1));
    }
    assertThat(ids(store.trace(1).spans())).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void trace_onlyItsOwnSpans() {
    store.store(TestSpans.span(1, 1), TestSpans.span(2, 2), TestSpans.span(1, 3));
    assertThat(ids(store.trace(1).spans())).containsExactly(1, 3);
    assertThat(ids(store.trace(2).spans())).containsExactly(2);
  }

  @Test
  void trace_order_startThenId() {
    store.store(
        TestSpans.at(1, 5, TestSpans.NOON + 1),
        TestSpans.at(1, 9, TestSpans.NOON),
        TestSpans.at(1, 2, TestSpans.NOON + 1),
        TestSpans.at(1, -1, TestSpans.NOON + 1),
        TestSpans.at(1, 3, TestSpans.NOON + 2));
    assertThat(ids(store.trace(1).spans())).containsExactly(9, 2, 5, -1, 3);
  }

  @Test
  void trace_extremeIds_toldApart() {
    store.store(TestSpans.span(Long.MAX_VALUE, Long.MIN_VALUE), TestSpans.span(-1, -1));
    store.store(TestSpans.span(Long.MIN_VALUE, Long.MAX_VALUE), TestSpans.span(0, 1));
    assertThat(store.trace(Long.MAX_VALUE).spans()).hasSize(1);
    assertThat(store.trace(-1).spans()).hasSize(1);
    assertThat(store.trace(0).spans()).hasSize(1);
    assertThat(store.span(Long.MIN_VALUE, Long.MAX_VALUE).span().getName()).isEqualTo("work");
  }

  @Test
  void trace_moreSpansThanAsked_earliestAndCount() {
    store.store(IntStream.rangeClosed(1, 30).mapToObj(this::child).toArray(Span.Builder[]::new));
    List<Span> all = store.trace(1).spans();
    for (int limit : new int[] {1, 29, 30, 31}) {
      TraceRecords cut = store.findTrace(1, PayloadView.FULL, limit).orElseThrow();
      assertThat(cut.spans()).isEqualTo(all.subList(0, Math.min(30, limit)));
      assertThat(cut.truncatedSpans()).isEqualTo(Math.max(0, 30 - limit));
      assertThat(cut.summary().getSpanCount()).isEqualTo(30);
      assertThat(cut.summary()).isEqualTo(store.trace(1).summary());
    }
  }

  @Test
  void trace_tenThousandSpans_whole() {
    int spans = 10_000;
    for (int from = 1; from <= spans; from += 2_000) {
      store.store(
          IntStream.range(from, from + 2_000).mapToObj(this::child).toArray(Span.Builder[]::new));
    }
    TraceRecords trace = store.trace(1);
    assertThat(ids(trace.spans())).isEqualTo(IntStream.rangeClosed(1, spans).boxed().toList());
    assertThat(trace.summary().getMissingParentCount()).isZero();
  }

  @Test
  void trace_heads_cutPayloads() {
    Span.Builder span = TestSpans.span(1, 1).setInput(text(500)).setOutput(text(10));
    Span.Builder open = TestSpans.span(1, 2).setInput(text(500));
    store.store(span);
    store.start(open);
    TraceRecords heads = store.findTrace(1, PayloadView.HEAD, 10).orElseThrow();
    assertThat(heads.spans()).containsExactly(PayloadHeads.cut(span.build()));
    assertThat(heads.openSpans())
        .containsExactly(PayloadHeads.cut(TestSpans.startOf(open.build())));
    assertThat(store.trace(1).spans()).containsExactly(span.build());
    assertThat(store.trace(1).openSpans()).containsExactly(TestSpans.startOf(open.build()));
  }

  @Test
  void trace_summary_asComputedFromItsSpans() {
    List<Span.Builder> finished =
        List.of(
            TestSpans.span(1, 2).setName("root").setService("api").setEnvironment("prod"),
            TestSpans.call(1, 3).setParentSpanId(id(2)).addTags("b").setSessionId("s"),
            TestSpans.call(1, 4).setParentSpanId(id(2)).addTags("a").setUserId("u"),
            TestSpans.call(1, 5)
                .setParentSpanId(id(99))
                .setCollector(TestSpans.role(UsageRole.USAGE_ROLE_REPEATED)),
            TestSpans.call(1, 6).setParentSpanId(id(98)).setCost(TestSpans.unpriced()),
            TestSpans.span(1, 7).setParentSpanId(id(2)).setStatus(TestSpans.error("timeout")));
    Span.Builder open = TestSpans.at(1, 1, TestSpans.NOON).setParentSpanId(id(2)).setService("db");
    store.store(finished.toArray(Span.Builder[]::new));
    store.start(open);
    assertThat(store.trace(1).summary())
        .isEqualTo(
            TraceSummaries.of(
                TestSpans.traceId(1),
                finished.stream().map(Span.Builder::build).toList(),
                List.of(TestSpans.startOf(open.build()))));
  }

  @Test
  void trace_onlyOpenSpans_isOne() {
    store.start(TestSpans.span(1, 1).setName("first"), TestSpans.span(1, 2));
    TraceRecords trace = store.trace(1);
    assertThat(trace.spans()).isEmpty();
    assertThat(ids(trace.openSpans())).containsExactly(1, 2);
    assertThat(trace.summary().getOpenSpanCount()).isEqualTo(2);
    assertThat(trace.summary().getRootName()).isEqualTo("first");
  }

  @Test
  void span_held_withWholePayloads() {
    Span.Builder span = TestSpans.span(1, 1).setInput(text(5_000)).setOutput(text(5_000));
    store.store(span, TestSpans.span(1, 2));
    assertThat(store.findSpan(1, 1)).contains(new SpanRecords(span.build(), List.of(), List.of()));
  }

  @Test
  void span_notHeld_empty() {
    store.store(TestSpans.span(1, 1), TestSpans.span(2, 2));
    store.start(TestSpans.span(1, 3));
    assertThat(store.findSpan(1, 2)).isEmpty();
    assertThat(store.findSpan(3, 1)).isEmpty();
    assertThat(store.findSpan(1, 3)).as("a span that is only open").isEmpty();
  }

  private Span.Builder child(int span) {
    Span.Builder child = TestSpans.span(1, span);
    return span == 1 ? child : child.setParentSpanId(id(span / 2));
  }

  private static Payload.Builder text(int length) {
    return Payload.newBuilder().setText("x".repeat(length)).setSizeBytes(length);
  }

  private static String id(long span) {
    return TestSpans.spanId(span).toString();
  }

  private static List<Integer> ids(List<Span> spans) {
    return spans.stream().map(span -> (int) Long.parseUnsignedLong(span.getSpanId(), 16)).toList();
  }
}
