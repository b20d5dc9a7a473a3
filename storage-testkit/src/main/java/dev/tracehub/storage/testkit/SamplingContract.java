/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.UsageRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link dev.tracehub.storage.Analytics} promises of spans that stand for others, and that
 * lists and readers take no notice.
 */
public abstract class SamplingContract extends SampledNumbers {

  @ParameterizedTest
  @EnumSource(Way.class)
  void countsAndSums_eachSpanAsOftenAsItStandsFor(Way way) {
    store.store(
        TestSpans.weighted(TestSpans.call(1, 1), 20, 3),
        TestSpans.weighted(TestSpans.call(1, 2).setStatus(TestSpans.error("x")), 3, 3),
        TestSpans.weighted(TestSpans.call(1, 3).setCost(TestSpans.unpriced()), 7, 3),
        TestSpans.call(2, 4));
    assertThat(
            text(
                way,
                Measure.MEASURE_COUNT,
                Measure.MEASURE_ERRORS,
                Measure.MEASURE_LLM_CALLS,
                Measure.MEASURE_UNPRICED,
                Measure.MEASURE_INPUT_TOKENS,
                Measure.MEASURE_OUTPUT_TOKENS,
                Measure.MEASURE_TOTAL_TOKENS,
                Measure.MEASURE_COST))
        .containsExactly("31", "3", "31", "7", "3100", "620", "3720", "$0.0648");
    assertThat(value(way, Measure.MEASURE_ERROR_RATE).getDoubleValue())
        .isCloseTo(3 / 31.0, within(ROUNDING));
  }

  @Test
  void cost_weighted_exact() {
    store.store(
        TestSpans.weighted(TestSpans.call(1, 1).setCost(TestSpans.cost("0.1")), 3, 1),
        TestSpans.weighted(
            TestSpans.call(1, 2).setCost(TestSpans.cost("0.000000000000000001")), 7, 1),
        TestSpans.weighted(
            TestSpans.call(1, 3).setCost(TestSpans.cost("123456789.1")), 1_000_000, 1));
    assertThat(text(Way.ANY, Measure.MEASURE_COST))
        .containsExactly("$123456789100000.300000000000000007");
  }

  @Test
  void usageThatRepeats_isNotCountedHoweverOftenItStandsForOthers() {
    store.store(
        TestSpans.call(1, 1),
        TestSpans.weighted(
            TestSpans.call(1, 2).setCollector(TestSpans.role(UsageRole.USAGE_ROLE_REPEATED)),
            20,
            2));
    assertThat(usage()).containsExactly("120", "$0.0027", "1");
    assertThat(text(Way.ANY, Measure.MEASURE_COUNT)).containsExactly("21");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void latencyAndTtft_asManyEntries(Way way) {
    store.store(
        TestSpans.weighted(lasting(1, 1_000_000).setTimeToFirstTokenNano(500_000), 9, 1),
        TestSpans.weighted(lasting(2, 50_000_000), 20, 1),
        lasting(3, 7_000_000_000L).setTimeToFirstTokenNano(4_000_000));
    LatencyHistogram latency = new LatencyHistogram();
    latency.addCount(LatencyHistogram.bucketOf(1_000_000), 9);
    latency.addCount(LatencyHistogram.bucketOf(50_000_000), 20);
    latency.add(7_000_000_000L);
    LatencyHistogram ttft = new LatencyHistogram();
    ttft.addCount(LatencyHistogram.bucketOf(500_000), 9);
    ttft.add(4_000_000);
    assertMillis(way, Measure.MEASURE_LATENCY_AVG, (9 * 1e6 + 20 * 50e6 + 7e9) / 30);
    assertMillis(way, Measure.MEASURE_LATENCY_P50, latency.percentile(0.5));
    assertMillis(way, Measure.MEASURE_LATENCY_P95, latency.percentile(0.95));
    assertMillis(way, Measure.MEASURE_LATENCY_P99, latency.percentile(0.99));
    assertMillis(way, Measure.MEASURE_TTFT_AVG, (9 * 500_000 + 4_000_000) / 10.0);
    assertMillis(way, Measure.MEASURE_TTFT_P90, ttft.percentile(0.9));
    assertMillis(way, Measure.MEASURE_TTFT_P95, ttft.percentile(0.95));
  }

  @Test
  void extremesTracesAndScores_thoseOfTheStoredSpans() {
    store.store(TestSpans.weighted(lasting(1, 1_000_000), 20, 1), lasting(2, 9_000_000));
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "a", 1).setScore(1)),
        TestSpans.judgement(TestSpans.evaluation(1, 2, "b", 1).setScore(0)));
    assertThat(
            text(
                Way.ANY,
                Measure.MEASURE_LATENCY_MIN,
                Measure.MEASURE_LATENCY_MAX,
                Measure.MEASURE_TRACES,
                Measure.MEASURE_SCORE_AVG,
                Measure.MEASURE_COUNT))
        .containsExactly("1.0", "9.0", "1", "0.5", "21");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void standardError_ofSums_byTheFormula(Way way) {
    store.store(
        TestSpans.weighted(TestSpans.call(1, 1), 20, 3),
        TestSpans.weighted(TestSpans.call(1, 2).setStatus(TestSpans.error("x")), 3, 2),
        // A trace has one span at least.
        TestSpans.weighted(TestSpans.call(2, 3).setCost(TestSpans.unpriced()), 2, 0),
        TestSpans.call(3, 4).setStatus(TestSpans.error("x")));
    double first = 20 * 19 * 3;
    double second = 3 * 2 * 2;
    double third = 2;
    assertError(way, Measure.MEASURE_COUNT, first + second + third);
    assertError(way, Measure.MEASURE_LLM_CALLS, first + second + third);
    assertError(way, Measure.MEASURE_ERRORS, second);
    assertError(way, Measure.MEASURE_UNPRICED, third);
    assertError(way, Measure.MEASURE_INPUT_TOKENS, (first + second + third) * 100 * 100);
    assertError(way, Measure.MEASURE_OUTPUT_TOKENS, (first + second + third) * 20 * 20);
    assertError(way, Measure.MEASURE_TOTAL_TOKENS, (first + second + third) * 120 * 120);
    assertError(way, Measure.MEASURE_COST, (first + second) * 0.0027 * 0.0027);
    // 26 spans, of which 4 failed.
    double rate = 4 / 26.0;
    double residuals = second * (1 - rate) * (1 - rate) + (first + third) * rate * rate;
    assertError(way, Measure.MEASURE_ERROR_RATE, residuals / (26 * 26));
  }

  @ParameterizedTest
  @EnumSource(
      value = Measure.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MEASURE_UNSPECIFIED", "UNRECOGNIZED"})
  void standardError_nothingSampled_absent(Measure measure) {
    store.store(
        TestSpans.call(1, 1),
        TestSpans.weighted(TestSpans.call(2, 2).setStatus(TestSpans.error("x")), 1, 5),
        TestSpans.weighted(TestSpans.call(3, 3), 0, 0));
    for (Way way : Way.values()) {
      assertThat(value(way, measure).hasStandardError()).isFalse();
    }
  }

  @Test
  void standardError_ofMeansExtremesAndPercentiles_absent() {
    store.store(TestSpans.weighted(TestSpans.call(1, 1).setTimeToFirstTokenNano(5), 20, 3));
    for (Measure measure : Measure.values()) {
      if (measure.name().matches(".*_(AVG|MIN|MAX|P\\d+)|MEASURE_TRACES")) {
        assertThat(value(Way.ANY, measure).hasStandardError()).as("%s", measure).isFalse();
      }
    }
  }

  @Test
  void orderBy_correctedNumber() {
    store.store(
        TestSpans.span(1, 1).setService("stored twice"),
        TestSpans.span(1, 2).setService("stored twice"),
        TestSpans.weighted(TestSpans.span(2, 3).setService("stands for many"), 20, 1));
    Question question =
        Question.of(Measure.MEASURE_COUNT)
            .by(Dimension.DIMENSION_SERVICE)
            .orderBy(Measure.MEASURE_COUNT);
    assertThat(Rows.text(store.aggregate(question)))
        .containsExactly("stands for many: 20 ± 19.49", "stored twice: 2");
  }

  @Test
  void listsAndReaders_whatIsStored() {
    Span.Builder call =
        TestSpans.weighted(TestSpans.call(1, 1).setSessionId("s").setUserId("u"), 20, 1);
    store.store(call);
    TraceSummary summary = store.trace(1).summary();
    assertThat(summary.getSpanCount()).isEqualTo(1);
    assertThat(summary.getTokens().getTotal()).isEqualTo(120);
    assertThat(summary.getCostUsd()).isEqualTo("0.0027");
    assertThat(store.traces(StoreDriver.matching(Filter.ALL)).items()).containsExactly(summary);
    assertThat(store.sessions(StoreDriver.matching(Filter.ALL)).items())
        .singleElement()
        .satisfies(session -> assertThat(session.getSpanCount()).isEqualTo(1))
        .satisfies(session -> assertThat(session.getCostUsd()).isEqualTo("0.0027"));
    assertThat(store.users(StoreDriver.matching(Filter.ALL)).items())
        .singleElement()
        .satisfies(user -> assertThat(user.getLlmCallCount()).isEqualTo(1))
        .satisfies(user -> assertThat(user.getTokens().getInput()).isEqualTo(100));
    assertThat(store.span(1, 1).span()).isEqualTo(call.build());
  }

  @Test
  void completionRate_eachStartedSpanAsOftenAsItStandsFor() {
    store.write(
        started(1, 1, 20),
        started(1, 2, 1),
        started(1, 3, 3),
        TestSpans.finished(TestSpans.span(1, 1)),
        TestSpans.finished(TestSpans.weighted(TestSpans.span(1, 2), 50, 1)));
    assertThat(store.completionRate(TimeRange.ALL, Filter.ALL))
        .isCloseTo(21 / 24.0, within(ROUNDING));
  }

  @Test
  void buckets_acrossHours_addUpToTheWhole() {
    List<StoredRecord> spans = new ArrayList<>();
    for (int i = 1; i <= 500; i++) {
      Span.Builder call = TestSpans.at(i, i, TestSpans.NOON + i * 37L * TestSpans.SECOND);
      spans.add(
          TestSpans.finished(TestSpans.weighted(call.setName("n" + i % 3), 1 + i % 5, i % 4)));
    }
    store.write(spans);
    long hour = Duration.ofHours(1).toNanos();
    TimeRange uneven = new TimeRange(TestSpans.NOON + 11, TestSpans.NOON + 4 * hour + 17);
    // Spans 1 to 389 start within the range.
    long expected = 0;
    double variance = 0;
    for (int i = 1; i <= 389; i++) {
      expected += 1 + i % 5;
      variance += (1 + i % 5) * (i % 5) * Math.max(1, i % 4);
    }
    for (Way way : Way.values()) {
      for (Duration width : List.of(Duration.ofHours(1), Duration.ofMinutes(1))) {
        Question question =
            way.narrowed(Question.of(Measure.MEASURE_COUNT)).range(uneven).bucket(width);
        List<MeasureValue> values =
            store.aggregate(question).rows().stream().map(row -> row.getValues(0)).toList();
        assertThat(values.stream().mapToLong(MeasureValue::getIntValue).sum()).isEqualTo(expected);
        assertThat(values.stream().mapToDouble(v -> Math.pow(v.getStandardError(), 2)).sum())
            .isCloseTo(variance, within(variance * ROUNDING));
      }
    }
  }

  private static StoredRecord started(long trace, long span, int weight) {
    Span start = TestSpans.startOf(TestSpans.span(trace, span).build());
    return new StoredRecord.Started(
        TestSpans.PROJECT, TestSpans.weighted(start.toBuilder(), weight, 3).build());
  }

  private static Span.Builder lasting(long span, long nanos) {
    Span.Builder lasting = TestSpans.span(1, span);
    return lasting.setEndTimeUnixNano(lasting.getStartTimeUnixNano() + nanos);
  }

  private void assertMillis(Way way, Measure measure, double nanos) {
    assertThat(value(way, measure).getDoubleValue())
        .as("%s", measure)
        .isCloseTo(nanos / 1e6, within(nanos / 1e6 * ROUNDING));
  }
}
