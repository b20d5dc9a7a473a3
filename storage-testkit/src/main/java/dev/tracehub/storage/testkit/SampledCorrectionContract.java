/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.v1.Measure;
import dev.tracehub.v1.UsageRole;
import org.junit.jupiter.api.Test;

/**
 * What corrections of roles and costs change in numbers of spans that stand for others, and in
 * their errors.
 */
public abstract class SampledCorrectionContract extends SampledNumbers {

  @Test
  void roleChange_takesAwayWhatTheSpanStoodFor() {
    store.store(
        TestSpans.weighted(TestSpans.call(1, 1).setCost(TestSpans.cost("0.1")), 20, 3),
        TestSpans.call(2, 2));
    assertThat(usage()).containsExactly("2520 ± 4052", "$2.0027 ± 3.376", "21 ± 33.76");
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED));
    assertThat(usage()).containsExactly("120", "$0.0027", "1");
    assertThat(store.span(1, 1).span().getCollector().getSampleWeight()).isEqualTo(20);
    store.write(TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_COUNTED));
    assertThat(usage()).containsExactly("2520 ± 4052", "$2.0027 ± 3.376", "21 ± 33.76");
  }

  @Test
  void costChange_addsAsOftenAsTheSpanStandsFor() {
    store.store(
        TestSpans.weighted(TestSpans.call(1, 1).setCost(TestSpans.cost("0.1")), 20, 3),
        TestSpans.weighted(TestSpans.call(2, 2).setCost(TestSpans.unpriced()), 3, 1));
    assertThat(text(Way.ANY, Measure.MEASURE_COST, Measure.MEASURE_UNPRICED))
        .containsExactly("$2", "3");
    store.write(
        TestSpans.costChange(1, 1, TestSpans.cost("0.7")),
        TestSpans.costChange(2, 2, TestSpans.cost("1")));
    assertThat(text(Way.ANY, Measure.MEASURE_COST, Measure.MEASURE_UNPRICED))
        .containsExactly("$17", "0");
    for (Way way : Way.values()) {
      assertError(way, Measure.MEASURE_COST, 20 * 19 * 3 * 0.7 * 0.7 + 3 * 2);
    }
    store.write(
        TestSpans.costChange(1, 1, TestSpans.unpriced()),
        TestSpans.costChange(2, 2, TestSpans.cost("0")));
    for (Way way : Way.values()) {
      assertThat(text(way, Measure.MEASURE_COST, Measure.MEASURE_UNPRICED))
          .containsExactly("$0", "20");
      assertThat(value(way, Measure.MEASURE_COST).hasStandardError()).isFalse();
      assertError(way, Measure.MEASURE_UNPRICED, 20 * 19 * 3);
    }
  }

  @Test
  void correctionsOfBothSorts_inOneBlockAndInSeveral() {
    store.store(
        TestSpans.weighted(TestSpans.call(1, 1), 20, 3),
        TestSpans.weighted(TestSpans.call(1, 2), 7, 3),
        TestSpans.weighted(TestSpans.call(1, 3), 3, 3));
    store.write(
        TestSpans.costChange(1, 1, TestSpans.cost("4")),
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_REPEATED),
        TestSpans.roleChange(1, 2, UsageRole.USAGE_ROLE_REPEATED));
    store.write(TestSpans.costChange(1, 2, TestSpans.cost("5")));
    for (Way way : Way.values()) {
      assertThat(text(way, Measure.MEASURE_COST)).containsExactly("$0.0081");
      assertError(way, Measure.MEASURE_COST, 3 * 2 * 3 * 0.0027 * 0.0027);
    }
    store.write(
        TestSpans.roleChange(1, 1, UsageRole.USAGE_ROLE_COUNTED),
        TestSpans.roleChange(1, 2, UsageRole.USAGE_ROLE_COUNTED));
    for (Way way : Way.values()) {
      assertThat(text(way, Measure.MEASURE_COST)).containsExactly("$115.0081");
      assertError(
          way,
          Measure.MEASURE_COST,
          20 * 19 * 3 * 16 + 7 * 6 * 3 * 25 + 3 * 2 * 3 * 0.0027 * 0.0027);
    }
  }
}
