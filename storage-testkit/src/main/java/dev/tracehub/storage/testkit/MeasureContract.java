/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.CollectorFacts;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.Usage;
import dev.tracehub.v1.UsageRole;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What {@link dev.tracehub.storage.Analytics} promises of each {@link Measure}. */
public abstract class MeasureContract extends ContractTest {

  private static final double ROUNDING = 1e-9;

  private static final Measure[] ALL =
      Stream.of(Measure.values())
          .filter(measure -> measure != Measure.MEASURE_UNSPECIFIED)
          .filter(measure -> measure != Measure.UNRECOGNIZED)
          .toArray(Measure[]::new);

  @ParameterizedTest
  @EnumSource(
      value = Measure.class,
      mode = Mode.EXCLUDE,
      names = {"MEASURE_UNSPECIFIED", "UNRECOGNIZED"})
  void noSpans_noRow(Measure measure) {
    AggregateResult result = store.aggregate(Question.of(measure));
    assertThat(result.rows()).isEmpty();
    assertThat(result.truncated()).isFalse();
  }

  @Test
  void plan_saysWhatWasReadAndWhy() {
    store.store(TestSpans.call(1, 1));
    AggregateResult result = store.aggregate(Question.of(ALL));
    assertThat(result.plan().source()).isNotBlank();
    assertThat(result.plan().reason()).isNotBlank();
  }

  @Test
  void values_inTheOrderAsked() {
    store.store(TestSpans.call(1, 1));
    Measure[] twice = Stream.concat(Arrays.stream(ALL), Arrays.stream(ALL)).toArray(Measure[]::new);
    assertThat(row(twice).getValuesList())
        .extracting(MeasureValue::getMeasure)
        .containsExactly(twice);
  }

  @Test
  void spanWithoutUsage_countsAreZeroOthersAbsent() {
    store.store(TestSpans.span(1, 1));
    Map<Measure, String> expected =
        Map.ofEntries(
            Map.entry(Measure.MEASURE_COUNT, "1"),
            Map.entry(Measure.MEASURE_TRACES, "1"),
            Map.entry(Measure.MEASURE_ERROR_RATE, "0.0"),
            Map.entry(Measure.MEASURE_COST, "-"),
            Map.entry(Measure.MEASURE_SCORE_AVG, "-"),
            Map.entry(Measure.MEASURE_TTFT_AVG, "-"),
            Map.entry(Measure.MEASURE_TTFT_P50, "-"),
            Map.entry(Measure.MEASURE_TTFT_P90, "-"),
            Map.entry(Measure.MEASURE_TTFT_P95, "-"),
            Map.entry(Measure.MEASURE_TTFT_P99, "-"),
            Map.entry(Measure.MEASURE_LATENCY_AVG, "100.0"),
            Map.entry(Measure.MEASURE_LATENCY_MIN, "100.0"),
            Map.entry(Measure.MEASURE_LATENCY_MAX, "100.0"));
    for (MeasureValue value : row(ALL).getValuesList()) {
      if (!value.getMeasure().name().matches("MEASURE_LATENCY_P.*")) {
        assertThat(Rows.text(value))
            .as("%s", value.getMeasure())
            .isEqualTo(expected.getOrDefault(value.getMeasure(), "0"));
      }
    }
  }

  @Test
  void countsAndErrors() {
    store.store(
        TestSpans.span(1, 1),
        TestSpans.span(1, 2).setStatus(TestSpans.error("timeout")),
        TestSpans.span(2, 3),
        TestSpans.span(2, 4));
    assertThat(
            text(
                Measure.MEASURE_COUNT,
                Measure.MEASURE_ERRORS,
                Measure.MEASURE_ERROR_RATE,
                Measure.MEASURE_TRACES))
        .containsExactly("4", "1", "0.25", "2");
  }

  @Test
  void tokens_onlyCountedSpans() {
    Usage.Builder usage =
        TestSpans.tokens(1_000, 200)
            .setCacheReadTokens(30)
            .setCacheWriteTokens(4)
            .setReasoningTokens(50);
    store.store(
        TestSpans.call(1, 1).setUsage(usage),
        TestSpans.call(1, 2).setUsage(usage).setCollector(role(UsageRole.USAGE_ROLE_REPEATED)),
        TestSpans.call(1, 3).setUsage(usage).clearCollector(),
        TestSpans.call(1, 4).setUsage(Usage.newBuilder().setInputTokens(1)),
        TestSpans.span(1, 5));
    assertThat(
            text(
                Measure.MEASURE_INPUT_TOKENS,
                Measure.MEASURE_OUTPUT_TOKENS,
                Measure.MEASURE_CACHE_READ_TOKENS,
                Measure.MEASURE_CACHE_WRITE_TOKENS,
                Measure.MEASURE_REASONING_TOKENS,
                Measure.MEASURE_TOTAL_TOKENS))
        .containsExactly("1001", "200", "30", "4", "50", "1200");
  }

  @Test
  void tokens_beyondTwoTo53_exact() {
    long big = (1L << 53) + 1;
    store.store(
        TestSpans.call(1, 1).setUsage(TestSpans.tokens(big, 0)),
        TestSpans.call(1, 2).setUsage(TestSpans.tokens(big, 0)));
    assertThat(text(Measure.MEASURE_INPUT_TOKENS)).containsExactly(Long.toString(2 * big));
  }

  @Test
  void llmCalls_modelCallsThatDoNotRepeat() {
    store.store(
        TestSpans.call(1, 1),
        TestSpans.call(1, 2).setType(SpanType.SPAN_TYPE_EMBEDDING),
        TestSpans.call(1, 3).clearUsage().clearCollector(),
        TestSpans.call(1, 4).setCollector(role(UsageRole.USAGE_ROLE_REPEATED)),
        TestSpans.call(1, 5).setType(SpanType.SPAN_TYPE_AGENT));
    assertThat(text(Measure.MEASURE_LLM_CALLS)).containsExactly("3");
  }

  @Test
  void cost_decimalAndOnlyCountedSpans() {
    store.store(
        TestSpans.call(1, 1).setCost(TestSpans.cost("0.1")),
        TestSpans.call(1, 2).setCost(TestSpans.cost("0.2")),
        TestSpans.call(1, 3).setCost(TestSpans.cost("0.000000000000000001")),
        TestSpans.call(1, 4)
            .setCost(TestSpans.cost("9"))
            .setCollector(role(UsageRole.USAGE_ROLE_REPEATED)),
        TestSpans.call(1, 5).setCost(TestSpans.unpriced()),
        TestSpans.call(1, 6)
            .setCost(TestSpans.unpriced())
            .setCollector(role(UsageRole.USAGE_ROLE_REPEATED)));
    assertThat(text(Measure.MEASURE_COST, Measure.MEASURE_UNPRICED))
        .containsExactly("$0.300000000000000001", "1");
  }

  @Test
  void cost_manySmallAmounts_exact() {
    store.store(
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i -> TestSpans.call(1, i).setCost(TestSpans.cost("0.0001")))
            .toArray(Span.Builder[]::new));
    assertThat(text(Measure.MEASURE_COST)).containsExactly("$0.1");
  }

  @Test
  void cost_onlyUnpriced_absent() {
    store.store(TestSpans.call(1, 1).setCost(TestSpans.unpriced()));
    assertThat(text(Measure.MEASURE_COST, Measure.MEASURE_UNPRICED)).containsExactly("-", "1");
  }

  @Test
  void cost_zero_isKnown() {
    store.store(TestSpans.call(1, 1).setCost(TestSpans.cost("0")));
    assertThat(text(Measure.MEASURE_COST, Measure.MEASURE_UNPRICED)).containsExactly("$0", "0");
  }

  @Test
  void latency_exactEndsAndMean() {
    store.store(lasting(1, 1), lasting(2, 1_500_000), lasting(3, 7_000_000), lasting(4, -9));
    AggregateRow row =
        row(Measure.MEASURE_LATENCY_MIN, Measure.MEASURE_LATENCY_MAX, Measure.MEASURE_LATENCY_AVG);
    assertThat(row.getValues(0).getDoubleValue()).isZero();
    assertThat(row.getValues(1).getDoubleValue()).isEqualTo(7);
    assertThat(row.getValues(2).getDoubleValue())
        .isCloseTo(8_500_001 / 4.0 / 1e6, within(ROUNDING));
  }

  @Test
  void latencyPercentiles_thoseOfTheHistogram() {
    Span.Builder[] spans = spread();
    store.store(spans);
    assertPercentiles(
        spans,
        span -> span.getEndTimeUnixNano() - span.getStartTimeUnixNano(),
        Measure.MEASURE_LATENCY_P50,
        Measure.MEASURE_LATENCY_P90,
        Measure.MEASURE_LATENCY_P95,
        Measure.MEASURE_LATENCY_P99);
  }

  @Test
  void ttft_onlySpansThatKnowIt() {
    store.store(
        TestSpans.span(1, 1),
        TestSpans.span(1, 2).setTimeToFirstTokenNano(1_000_000),
        TestSpans.span(1, 3).setTimeToFirstTokenNano(4_000_000));
    assertThat(row(Measure.MEASURE_TTFT_AVG).getValues(0).getDoubleValue())
        .isCloseTo(2.5, within(ROUNDING));
  }

  @Test
  void ttftPercentiles_thoseOfTheHistogram() {
    Span.Builder[] spans = spread();
    for (int i = 0; i < spans.length; i++) {
      spans[i].setTimeToFirstTokenNano(1 + i * 977L);
    }
    store.store(spans);
    assertPercentiles(
        spans,
        Span.Builder::getTimeToFirstTokenNano,
        Measure.MEASURE_TTFT_P50,
        Measure.MEASURE_TTFT_P90,
        Measure.MEASURE_TTFT_P95,
        Measure.MEASURE_TTFT_P99);
  }

  @Test
  void score_meanOfTheSpansEvaluations() {
    store.store(TestSpans.span(1, 1), TestSpans.span(1, 2));
    store.write(
        TestSpans.judgement(TestSpans.evaluation(1, 1, "a", 1).setScore(1)),
        TestSpans.judgement(TestSpans.evaluation(1, 1, "b", 1).setScore(0.25)),
        TestSpans.judgement(TestSpans.evaluation(1, 2, "c", 1).setName("other").setScore(-2)),
        TestSpans.judgement(TestSpans.evaluation(1, 2, "d", 1).clearScore().setLabel("good")),
        TestSpans.judgement(TestSpans.evaluation(1, 2, "e", 1).clearSpanId().setScore(50)),
        TestSpans.judgement(TestSpans.evaluation(2, 1, "f", 1).setScore(70)));
    assertThat(score(Question.of(Measure.MEASURE_SCORE_AVG))).isCloseTo(-0.25, within(ROUNDING));
    assertThat(score(Question.of(Measure.MEASURE_SCORE_AVG).score("quality")))
        .isCloseTo(0.625, within(ROUNDING));
    assertThat(Rows.text(store.aggregate(Question.of(Measure.MEASURE_SCORE_AVG).score("unknown"))))
        .containsExactly(": -");
  }

  @Test
  void score_judgementBeforeItsSpan_counts() {
    store.write(TestSpans.judgement(TestSpans.evaluation(1, 1, "a", 1)));
    store.store(TestSpans.span(1, 1));
    assertThat(score(Question.of(Measure.MEASURE_SCORE_AVG))).isEqualTo(0.5);
  }

  @Test
  void openSpans_notMeasured() {
    store.start(TestSpans.span(1, 1));
    assertThat(store.aggregate(Question.of(ALL)).rows()).isEmpty();
  }

  private void assertPercentiles(
      Span.Builder[] spans, ToLongFunction<Span.Builder> nanos, Measure... measures) {
    LatencyHistogram histogram = new LatencyHistogram();
    Arrays.stream(spans).mapToLong(nanos).forEach(histogram::add);
    double[] fractions = {0.5, 0.9, 0.95, 0.99};
    AggregateRow row = row(measures);
    for (int i = 0; i < measures.length; i++) {
      double expected = histogram.percentile(fractions[i]) / 1e6;
      assertThat(row.getValues(i).getDoubleValue())
          .as("%s", measures[i])
          .isCloseTo(expected, within(expected * ROUNDING));
    }
  }

  /** 300 spans from microseconds to hours. */
  private static Span.Builder[] spread() {
    return IntStream.rangeClosed(1, 300)
        .mapToObj(i -> lasting(i, (long) (1_000 * Math.pow(1.07, i))))
        .toArray(Span.Builder[]::new);
  }

  private static Span.Builder lasting(long span, long nanos) {
    Span.Builder lasting = TestSpans.span(1, span);
    return lasting.setEndTimeUnixNano(lasting.getStartTimeUnixNano() + nanos);
  }

  private static CollectorFacts.Builder role(UsageRole role) {
    return TestSpans.role(role);
  }

  private double score(Question question) {
    return store.aggregate(question).rows().get(0).getValues(0).getDoubleValue();
  }

  private List<String> text(Measure... measures) {
    return row(measures).getValuesList().stream().map(Rows::text).toList();
  }

  private AggregateRow row(Measure... measures) {
    List<AggregateRow> rows = store.aggregate(Question.of(measures)).rows();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
