/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.UsageRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link StoredRecord.CostChange} promises. */
public abstract class CostChangeContract extends ContractTest {

  private static final Filter.Field COST = new Filter.Field.Known(SpanField.COST_USD);
  private static final Filter UNPRICED =
      new Filter.Compare(
          new Filter.Field.Known(SpanField.UNPRICED),
          Filter.Operator.EQ,
          new Filter.Value.Bool(true));

  @Test
  void costChange_sumsFiltersAndReadersFollow() {
    store.store(
        TestSpans.call(1, 1).setSessionId("s"),
        TestSpans.call(1, 2).setSessionId("s"),
        TestSpans.call(2, 3));
    assertThat(sums()).isEqualTo("0.0081 0");
    Cost changed = TestSpans.cost("0.000000000000000001").setRerateId("r").build();
    assertThat(store.write(TestSpans.costChange(1, 1, changed.toBuilder())))
        .isEqualTo(new WriteResult(1, 0, List.of()));
    assertThat(sums()).isEqualTo("0.005400000000000001 0");
    assertThat(byModel()).containsExactly("0.005400000000000001");
    assertThat(found(above(0.001))).containsExactly(id(2), id(3));
    assertThat(found(new Filter.Not(above(0.001)))).containsExactly(id(1));
    assertThat(store.trace(1).summary().getCostUsd()).isEqualTo("0.002700000000000001");
    assertThat(store.traces(StoreDriver.matching(Filter.ALL)).items())
        .contains(store.trace(1).summary());
    assertThat(store.sessions(StoreDriver.matching(Filter.ALL)).items())
        .singleElement()
        .satisfies(session -> assertThat(session.getCostUsd()).isEqualTo("0.002700000000000001"));
    Span read = store.span(1, 1).span();
    assertThat(read.getCost()).isEqualTo(changed);
    assertThat(read.getCollector().getStoredCost()).isEqualTo(TestSpans.cost("0.0027").build());
    assertThat(store.trace(1).spans()).contains(read);
    assertThat(store.spans(StoreDriver.matching(Filter.ALL)).items()).contains(read);
  }

  @Test
  void costChange_toUnpricedAndBack_countsFollow() {
    store.store(TestSpans.call(1, 1), TestSpans.call(1, 2).setCost(TestSpans.unpriced()));
    assertThat(sums()).isEqualTo("0.0027 1");
    store.write(
        TestSpans.costChange(1, 1, TestSpans.unpriced()),
        TestSpans.costChange(1, 2, TestSpans.cost("0.5")));
    assertThat(sums()).isEqualTo("0.5 1");
    assertThat(found(UNPRICED)).containsExactly(id(1));
    assertThat(found(new Filter.Has(COST))).containsExactly(id(2));
    store.write(TestSpans.costChange(1, 1, TestSpans.unpriced()));
    store.write(TestSpans.costChange(1, 2, TestSpans.unpriced()));
    assertThat(sums()).isEqualTo(" 2");
    assertThat(store.trace(1).summary().getUnpricedCount()).isEqualTo(2);
  }

  @Test
  void costChange_several_lastHolds() {
    store.store(TestSpans.call(1, 1));
    store.write(
        TestSpans.costChange(1, 1, TestSpans.cost("1")),
        TestSpans.costChange(1, 1, TestSpans.cost("2")));
    assertThat(sums()).isEqualTo("2 0");
    store.write(TestSpans.costChange(1, 1, TestSpans.cost("3")));
    assertThat(sums()).isEqualTo("3 0");
    assertThat(store.span(1, 1).span().getCollector().getStoredCost())
        .isEqualTo(TestSpans.cost("0.0027").build());
  }

  @Test
  void costChange_backToWhatWasStored_theSameSpan() {
    Span before = TestSpans.call(1, 1).build();
    Span free = TestSpans.call(1, 2).clearCost().clearCollector().build();
    store.store(before.toBuilder(), free.toBuilder());
    store.write(
        TestSpans.costChange(1, 1, TestSpans.cost("1")),
        TestSpans.costChange(1, 2, TestSpans.cost("1")));
    store.write(
        TestSpans.costChange(1, 1, before.getCost().toBuilder()),
        TestSpans.costChange(1, 2, Cost.newBuilder()));
    assertThat(store.span(1, 1).span()).isEqualTo(before);
    assertThat(store.span(1, 2).span().getCost()).isEqualTo(Cost.getDefaultInstance());
    assertThat(sums()).isEqualTo("0.0027 0");
  }

  @Test
  void costChange_ofReportedCost_repeatIsDuplicateAllTheSame() {
    Cost.Builder reported = TestSpans.cost("0.5").setState(CostState.COST_STATE_REPORTED);
    store.store(TestSpans.call(1, 1).setCost(reported));
    store.write(TestSpans.costChange(1, 1, TestSpans.cost("0.25")));
    assertThat(store.write(TestSpans.finished(TestSpans.call(1, 1).setCost(reported))))
        .isEqualTo(new WriteResult(0, 1, List.of()));
    WriteResult other =
        store.write(TestSpans.finished(TestSpans.call(1, 1).setCost(reported.setTotalUsd("7"))));
    assertThat(other.rejected()).singleElement().matches(WriteResult.Rejected::conflict);
    assertThat(sums()).isEqualTo("0.25 0");
  }

  @Test
  void costChange_ofAnEstimate_countsAsTheEstimateDid() {
    store.store(TestSpans.estimated(1, 1));
    assertThat(store.span(1, 1).span()).isEqualTo(TestSpans.estimated(1, 1).build());
    assertThat(sums()).isEqualTo("0.0027 0");
    Cost.Builder now = TestSpans.cost("1").setState(CostState.COST_STATE_ESTIMATED);
    store.write(TestSpans.costChange(1, 1, now));
    assertThat(store.span(1, 1).span().getCost()).isEqualTo(now.build());
    assertThat(sums()).isEqualTo("1 0");
    assertThat(store.trace(1).summary().getCostUsd()).isEqualTo("1");
  }

  @Test
  void estimate_repeatIsDuplicate_whicheverWasFirst() {
    WriteResult duplicate = new WriteResult(0, 1, List.of());
    store.store(TestSpans.estimated(1, 1), asSent(TestSpans.estimated(1, 2)));
    assertThat(store.write(TestSpans.finished(asSent(TestSpans.estimated(1, 1)))))
        .isEqualTo(duplicate);
    assertThat(store.write(TestSpans.finished(TestSpans.estimated(1, 2)))).isEqualTo(duplicate);
    WriteResult reported = store.write(TestSpans.finished(TestSpans.call(1, 1)));
    assertThat(reported.rejected()).singleElement().matches(WriteResult.Rejected::conflict);
    assertThat(sums()).isEqualTo("0.0027 0");
  }

  private static Span.Builder asSent(Span.Builder estimated) {
    return estimated.clearUsage().clearCost().clearCollector();
  }

  @Test
  void costChange_ofSpanInTheSameBlock_takesEffect() {
    store.write(
        TestSpans.costChange(1, 1, TestSpans.cost("9")),
        TestSpans.finished(TestSpans.call(1, 1)),
        TestSpans.finished(TestSpans.call(1, 2)),
        TestSpans.costChange(1, 2, TestSpans.cost("1")));
    assertThat(sums()).isEqualTo("1.0027 0");
  }

  @Test
  void costChange_ofSpanNotHeld_noEffect() {
    store.store(TestSpans.call(1, 1));
    store.write(
        TestSpans.costChange(1, 2, TestSpans.cost("1")),
        new StoredRecord.CostChange(
            TestSpans.OTHER_PROJECT,
            TestSpans.traceId(1),
            TestSpans.spanId(1),
            TestSpans.cost("1").build()));
    store.store(TestSpans.call(1, 2));
    assertThat(sums()).isEqualTo("0.0054 0");
  }

  @Test
  void costAndRoleChanges_inAnyOrder_sumsAreThoseOfBoth() {
    store.store(TestSpans.call(1, 1), TestSpans.call(1, 2), TestSpans.call(1, 3));
    store.write(TestSpans.costChange(1, 1, TestSpans.cost("1")));
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
    assertThat(sums()).isEqualTo("0.0054 0");
    store.write(TestSpans.roleChange(1, 2, UsageRole.USAGE_ROLE_REPEATED));
    store.write(TestSpans.costChange(1, 2, TestSpans.cost("2")));
    assertThat(sums()).isEqualTo("0.0027 0");
    store.write(
        TestSpans.costChange(1, 1, TestSpans.cost("4")),
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_COUNTED),
        TestSpans.roleChange(1, 2, UsageRole.USAGE_ROLE_COUNTED),
        TestSpans.roleChange(1, 3, UsageRole.USAGE_ROLE_REPEATED),
        TestSpans.costChange(1, 3, TestSpans.cost("8")));
    assertThat(sums()).isEqualTo("6 0");
    store.write(TestSpans.roleChange(1, 3, UsageRole.USAGE_ROLE_COUNTED));
    assertThat(sums()).isEqualTo("14 0");
  }

  @Test
  void costChange_sameBlockAgain_changesNothing() {
    store.store(TestSpans.call(1, 1));
    Block first = new Block("first", List.of(TestSpans.costChange(1, 1, TestSpans.cost("1"))));
    store.write(first);
    store.write(TestSpans.costChange(1, 1, TestSpans.cost("2")));
    assertThat(store.write(first)).isEqualTo(new WriteResult(0, 1, List.of()));
    assertThat(sums()).isEqualTo("2 0");
  }

  @Test
  void costChange_manySpansOverHours_everySumIsExact() {
    List<StoredRecord> spans = new ArrayList<>();
    List<StoredRecord> changes = new ArrayList<>();
    for (long i = 1; i <= 3_000; i++) {
      Span.Builder call =
          TestSpans.call(i % 50, i)
              .setStartTimeUnixNano(TestSpans.NOON + i * 7 * TestSpans.SECOND)
              .setEndTimeUnixNano(TestSpans.NOON + (i * 7 + 1) * TestSpans.SECOND);
      spans.add(TestSpans.finished(call));
      changes.add(TestSpans.costChange(i % 50, i, TestSpans.cost("0.0000" + (10_000 + i))));
    }
    store.write(spans);
    store.write(changes);
    // 3,000 times 0.00001 and 1 + ... + 3,000 units of 10^-9.
    assertThat(sums()).isEqualTo("0.0345015 0");
    long hour = Duration.ofHours(1).toNanos();
    TimeRange uneven = new TimeRange(TestSpans.NOON + 11, TestSpans.NOON + 3 * hour + 17);
    // Spans 1 to 1,542 start within the range.
    assertThat(cost(Question.of(Measure.MEASURE_COST).range(uneven))).isEqualTo("0.016609653");
  }

  private static String id(long span) {
    return TestSpans.spanId(span).toString();
  }

  private static Filter above(double usd) {
    return new Filter.Compare(COST, Filter.Operator.GT, new Filter.Value.Real(usd));
  }

  private List<String> found(Filter filter) {
    return store.spans(StoreDriver.matching(filter)).items().stream().map(Span::getSpanId).toList();
  }

  /** Cost and number of unpriced calls, over all time and over a short range. */
  private String sums() {
    Question question = Question.of(Measure.MEASURE_COST, Measure.MEASURE_UNPRICED);
    AggregateRow row = store.aggregate(question).rows().get(0);
    return row.getValues(0).getDecimalValue() + " " + row.getValues(1).getIntValue();
  }

  private List<String> byModel() {
    return store
        .aggregate(Question.of(Measure.MEASURE_COST).by(Dimension.DIMENSION_NAME))
        .rows()
        .stream()
        .map(row -> row.getValues(0).getDecimalValue())
        .toList();
  }

  private String cost(Question question) {
    return store.aggregate(question).rows().get(0).getValues(0).getDecimalValue();
  }
}
