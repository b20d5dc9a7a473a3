/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.UsageRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link StoredRecord} promises of events, judgements, measurements, jobs and roles. */
public abstract class SideRecordContract extends ContractTest {

  private static final Filter COUNTED =
      new Filter.Compare(
          new Filter.Field.Known(SpanField.COUNTED),
          Filter.Operator.EQ,
          new Filter.Value.Bool(true));

  @Test
  void event_besideSpanAndTrace_foundWithBoth() {
    SpanEvent.Builder ofSpan = TestSpans.event(1, 1, "of-span", 2).setAuthor("ann");
    SpanEvent.Builder ofTrace = TestSpans.event(1, 1, "of-trace", 1).clearSpanId();
    store.store(TestSpans.span(1, 1), TestSpans.span(1, 2));
    store.write(TestSpans.event(ofSpan), TestSpans.event(ofTrace));
    assertThat(store.trace(1).events()).containsExactly(ofTrace.build(), ofSpan.build());
    assertThat(store.span(1, 1).events()).containsExactly(ofSpan.build());
    assertThat(store.span(1, 2).events()).isEmpty();
  }

  @Test
  void event_sameId_duplicateWhateverItSays() {
    SpanEvent.Builder first = TestSpans.event(1, 1, "e", 1);
    assertThat(
            store.write(
                TestSpans.event(first),
                TestSpans.event(TestSpans.event(1, 2, "e", 9).setName("other")),
                TestSpans.event(TestSpans.event(2, 1, "e", 1))))
        .isEqualTo(new WriteResult(2, 1, List.of()));
    assertThat(store.write(TestSpans.event(first.clone().setReason("other"))))
        .isEqualTo(new WriteResult(0, 1, List.of()));
    assertThat(store.trace(1).events()).containsExactly(first.build());
  }

  @Test
  void event_order_timeThenId() {
    store.write(
        TestSpans.event(TestSpans.event(1, 1, "b", 2)),
        TestSpans.event(TestSpans.event(1, 1, "c", 1)),
        TestSpans.event(TestSpans.event(1, 2, "a", 2)),
        TestSpans.event(TestSpans.event(1, 1, "\uD83D\uDE00", 1)),
        TestSpans.event(TestSpans.event(1, 1, "\uFFFD", 1)));
    assertThat(store.trace(1).events())
        .extracting(SpanEvent::getEventId)
        .containsExactly("c", "\uFFFD", "\uD83D\uDE00", "a", "b");
  }

  @Test
  void event_beforeItsSpan_waits() {
    SpanEvent.Builder event = TestSpans.event(1, 1, "e", 1);
    store.write(TestSpans.event(event));
    assertThat(store.trace(1).spans()).isEmpty();
    assertThat(store.trace(1).events()).containsExactly(event.build());
    assertThat(store.findSpan(1, 1)).isEmpty();
    store.store(TestSpans.span(1, 1));
    assertThat(store.span(1, 1).events()).containsExactly(event.build());
  }

  @Test
  void judgement_besideSpanAndTrace_foundWithBoth() {
    Evaluation.Builder ofSpan = TestSpans.evaluation(1, 1, "of-span", 2).setPassed(false);
    Evaluation.Builder ofTrace = TestSpans.evaluation(1, 1, "of-trace", 1).clearSpanId();
    store.store(TestSpans.span(1, 1), TestSpans.span(1, 2));
    store.write(TestSpans.judgement(ofSpan), TestSpans.judgement(ofTrace));
    assertThat(store.trace(1).evaluations()).containsExactly(ofTrace.build(), ofSpan.build());
    assertThat(store.span(1, 1).evaluations()).containsExactly(ofSpan.build());
    assertThat(store.span(1, 2).evaluations()).isEmpty();
  }

  @Test
  void judgement_sameId_duplicateWhateverItSays() {
    Evaluation.Builder first = TestSpans.evaluation(1, 1, "v", 1);
    assertThat(
            store.write(
                TestSpans.judgement(first),
                TestSpans.judgement(TestSpans.evaluation(1, 2, "v", 9).setScore(1)),
                TestSpans.judgement(TestSpans.evaluation(2, 1, "v", 1))))
        .isEqualTo(new WriteResult(2, 1, List.of()));
    assertThat(store.trace(1).evaluations()).containsExactly(first.build());
  }

  @Test
  void judgement_order_timeThenId() {
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "b", 2)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "c", 1)),
        TestSpans.judgement(TestSpans.evaluation(1, 2, "a", 2)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "\uD83D\uDE00", 1)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "\uFFFD", 1)));
    assertThat(store.trace(1).evaluations())
        .extracting(Evaluation::getEvaluationId)
        .containsExactly("c", "\uFFFD", "\uD83D\uDE00", "a", "b");
  }

  @Test
  void judgement_onlyThat_isATrace() {
    Evaluation.Builder evaluation = TestSpans.evaluation(1, 1, "v", 1);
    store.write(TestSpans.judgement(evaluation));
    assertThat(store.trace(1).evaluations()).containsExactly(evaluation.build());
    assertThat(store.trace(1).summary().getSpanCount()).isZero();
  }

  @Test
  void metricAndJob_withoutIds_countAsStored() {
    StoredRecord metric =
        new StoredRecord.Metric(
            TestSpans.PROJECT,
            MetricPoint.newBuilder().setName("m").setTimeUnixNano(TestSpans.NOON).build());
    StoredRecord job =
        new StoredRecord.Job(
            TestSpans.PROJECT,
            JobUpdate.newBuilder().setJobId("j").setTimeUnixNano(TestSpans.NOON).build());
    assertThat(store.write(metric, job)).isEqualTo(new WriteResult(2, 0, List.of()));
    assertThat(store.write(metric, job, metric)).isEqualTo(new WriteResult(3, 0, List.of()));
  }

  @Test
  void roleChange_sumsFiltersAndReadersFollow() {
    store.store(TestSpans.call(1, 1), TestSpans.call(1, 2), TestSpans.call(2, 3));
    assertThat(sums()).containsExactly(300L, 3L);
    assertThat(store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED)))
        .isEqualTo(new WriteResult(1, 0, List.of()));
    assertThat(sums()).containsExactly(200L, 2L);
    assertThat(store.spans(StoreDriver.matching(COUNTED)).items()).hasSize(2);
    assertThat(role(1, 1)).isEqualTo(UsageRole.USAGE_ROLE_REPEATED);
    assertThat(role(1, 2)).isEqualTo(UsageRole.USAGE_ROLE_COUNTED);
    TraceSummary summary = store.trace(1).summary();
    assertThat(summary.getLlmCallCount()).isEqualTo(1);
    assertThat(summary.getTokens().getInput()).isEqualTo(100);
    assertThat(summary.getCostUsd()).isEqualTo("0.0027");
    assertThat(store.traces(StoreDriver.matching(Filter.ALL)).items()).contains(summary);
  }

  @Test
  void roleChange_several_lastHolds() {
    store.store(TestSpans.call(1, 1));
    store.write(
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED),
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_COUNTED));
    assertThat(sums()).containsExactly(100L, 1L);
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
    assertThat(sums()).containsExactly(0L, 0L);
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_COUNTED));
    assertThat(sums()).containsExactly(100L, 1L);
    assertThat(role(1, 1)).isEqualTo(UsageRole.USAGE_ROLE_COUNTED);
  }

  @Test
  void roleChange_ofSpanInTheSameBlock_takesEffect() {
    store.write(
        TestSpans.finished(TestSpans.call(1, 1)),
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED),
        TestSpans.finished(TestSpans.call(1, 2)));
    assertThat(sums()).containsExactly(100L, 1L);
    assertThat(role(1, 1)).isEqualTo(UsageRole.USAGE_ROLE_REPEATED);
  }

  @Test
  void roleChange_ofSpanNotHeld_noEffect() {
    store.store(TestSpans.call(1, 1));
    store.write(
        TestSpans.roleChange(1, 2, UsageRole.USAGE_ROLE_REPEATED),
        TestSpans.roleChange(2, 1, UsageRole.USAGE_ROLE_REPEATED),
        new StoredRecord.RoleChange(
            TestSpans.OTHER_PROJECT,
            TestSpans.traceId(1),
            TestSpans.spanId(1),
            UsageRole.USAGE_ROLE_REPEATED));
    assertThat(sums()).containsExactly(100L, 1L);
    store.store(TestSpans.call(1, 2));
    assertThat(sums()).containsExactly(200L, 2L);
    assertThat(role(1, 2)).isEqualTo(UsageRole.USAGE_ROLE_COUNTED);
  }

  @Test
  void roleChange_otherFacts_stay() {
    var facts = TestSpans.role(UsageRole.USAGE_ROLE_COUNTED).setMappingVersion(3);
    store.store(TestSpans.call(1, 1).setCollector(facts));
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
    assertThat(store.span(1, 1).span().getCollector())
        .isEqualTo(facts.setUsageRole(UsageRole.USAGE_ROLE_REPEATED).build());
  }

  @Test
  void roleChange_thenSameSpanAgain_duplicate() {
    store.store(TestSpans.call(1, 1));
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
    assertThat(store.write(TestSpans.finished(TestSpans.call(1, 1))))
        .isEqualTo(new WriteResult(0, 1, List.of()));
    assertThat(role(1, 1)).isEqualTo(UsageRole.USAGE_ROLE_REPEATED);
  }

  private UsageRole role(long trace, long span) {
    return store.span(trace, span).span().getCollector().getUsageRole();
  }

  /** Input tokens and model calls of all spans. */
  private List<Long> sums() {
    AggregateRow row =
        store
            .aggregate(Question.of(Measure.MEASURE_INPUT_TOKENS, Measure.MEASURE_LLM_CALLS))
            .rows()
            .get(0);
    return row.getValuesList().stream().map(value -> value.getIntValue()).toList();
  }
}
