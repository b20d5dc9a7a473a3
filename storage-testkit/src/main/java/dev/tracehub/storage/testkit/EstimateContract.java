/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.StatusCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * That what is estimated is what was: of 20,000 traces one in 20 is stored, and all that failed;
 * the numbers are those of all traces within what is stated of their errors. The system property
 * {@value #SEED_PROPERTY} takes other traces.
 */
public abstract class EstimateContract extends ContractTest {

  /** Sets the seed. A fixed one as a rule: an estimate is allowed to be off now and then. */
  public static final String SEED_PROPERTY = "tracehub.testkit.sampleSeed";

  private static final long SEED = Long.getLong(SEED_PROPERTY, 20);

  private static final int TRACES = 20_000;
  private static final int ONE_IN = 20;
  private static final int BLOCK = 5_000;
  private static final double MOST_ERRORS = 4;

  private static final List<String> SERVICES = List.of("chat", "search", "support");

  private static final Measure[] MEASURES = {
    Measure.MEASURE_COUNT,
    Measure.MEASURE_COST,
    Measure.MEASURE_TOTAL_TOKENS,
    Measure.MEASURE_INPUT_TOKENS,
    Measure.MEASURE_LLM_CALLS,
    Measure.MEASURE_ERROR_RATE,
    Measure.MEASURE_ERRORS
  };

  @Test
  void estimates_ofOneTraceIn20_withinTheirErrors() {
    List<List<Span>> traces = traces();
    List<Span> all = traces.stream().flatMap(List::stream).toList();
    storeSample(traces);
    assertHolds(Question.of(MEASURES), span -> "", all);
    assertHolds(Question.of(MEASURES).by(Dimension.DIMENSION_SERVICE), Span::getService, all);
    assertHolds(Question.of(MEASURES).by(Dimension.DIMENSION_NAME), Span::getName, all);
    TimeRange uneven =
        new TimeRange(
            TestSpans.NOON + 12_345 * TestSpans.MILLI,
            TestSpans.NOON + 15_000 * TestSpans.SECOND + 1);
    Predicate<Span> inside = span -> uneven.contains(span.getStartTimeUnixNano());
    assertHolds(
        Question.of(MEASURES).range(uneven), span -> "", all.stream().filter(inside).toList());
  }

  private void assertHolds(Question question, Function<Span, String> group, List<Span> all) {
    Map<String, List<Span>> groups =
        all.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    List<AggregateRow> rows = store.aggregate(question).rows();
    assertThat(rows).hasSameSizeAs(groups.keySet());
    int i = 0;
    for (Map.Entry<String, List<Span>> truth : groups.entrySet()) {
      assertHolds(truth.getKey(), truth.getValue(), rows.get(i++));
    }
  }

  private static void assertHolds(String group, List<Span> spans, AggregateRow row) {
    double errors = spans.stream().filter(EstimateContract::isError).count();
    double input = spans.stream().mapToLong(span -> span.getUsage().getInputTokens()).sum();
    double tokens = spans.stream().mapToLong(span -> span.getUsage().getTotalTokens()).sum();
    double calls = spans.stream().filter(Span::hasUsage).count();
    BigDecimal cost =
        spans.stream()
            .filter(Span::hasCost)
            .map(span -> new BigDecimal(span.getCost().getTotalUsd()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    double[] truth = {
      spans.size(), cost.doubleValue(), tokens, input, calls, errors / spans.size()
    };
    for (int i = 0; i < truth.length; i++) {
      assertEstimate(group, truth[i], row.getValues(i));
    }
    MeasureValue failed = row.getValues(truth.length);
    assertThat(failed.getIntValue())
        .as("errors of %s, seed %s", group, SEED)
        .isEqualTo((long) errors);
    assertThat(failed.hasStandardError()).isFalse();
  }

  private static void assertEstimate(String group, double truth, MeasureValue estimate) {
    double value =
        switch (estimate.getValueCase()) {
          case INT_VALUE -> estimate.getIntValue();
          case DOUBLE_VALUE -> estimate.getDoubleValue();
          case DECIMAL_VALUE -> Double.parseDouble(estimate.getDecimalValue());
          case VALUE_NOT_SET -> Double.NaN;
        };
    double error = estimate.getStandardError();
    assertThat(value)
        .as("%s of \"%s\", seed %s", estimate.getMeasure(), group, SEED)
        .isCloseTo(truth, within(MOST_ERRORS * error));
    // An error that allows for everything would say nothing.
    assertThat(error / truth)
        .as("error of %s of \"%s\", seed %s", estimate.getMeasure(), group, SEED)
        .isBetween(0.001, 0.15);
  }

  private void storeSample(List<List<Span>> traces) {
    List<StoredRecord> sample = new ArrayList<>();
    for (List<Span> trace : traces) {
      boolean failed = trace.stream().anyMatch(EstimateContract::isError);
      if (failed || isChosen(trace.get(0).getTraceId())) {
        trace.forEach(span -> sample.add(stored(span, failed ? 1 : ONE_IN, trace.size())));
      }
    }
    for (int from = 0; from < sample.size(); from += BLOCK) {
      store.write(sample.subList(from, Math.min(from + BLOCK, sample.size())));
    }
  }

  private static StoredRecord stored(Span span, int weight, int traceSpans) {
    return TestSpans.finished(TestSpans.weighted(span.toBuilder(), weight, traceSpans));
  }

  /** By a hash of the id (FNV-1a, then a mixing of its bits), as samplers choose. */
  private static boolean isChosen(String traceId) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < traceId.length(); i++) {
      hash = (hash ^ traceId.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return Long.remainderUnsigned(hash ^ (hash >>> 33), ONE_IN) == 0;
  }

  private static List<List<Span>> traces() {
    Random random = new Random(SEED);
    List<List<Span>> traces = new ArrayList<>();
    for (int trace = 1; trace <= TRACES; trace++) {
      Span[] spans = new Span[1 + random.nextInt(6)];
      for (int i = 0; i < spans.length; i++) {
        spans[i] = span(trace, i + 1, random);
      }
      traces.add(Arrays.asList(spans));
    }
    return traces;
  }

  private static Span span(int trace, int number, Random random) {
    boolean call = random.nextInt(3) > 0;
    Span.Builder span = call ? TestSpans.call(trace, number) : TestSpans.span(trace, number);
    long start = TestSpans.NOON + trace * TestSpans.SECOND + number * TestSpans.MILLI;
    span.setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + random.nextInt(1_000_000_000))
        .setService(SERVICES.get(random.nextInt(SERVICES.size())))
        .setName("step " + number % 2);
    if (call) {
      long input = (long) Math.exp(6 + random.nextGaussian());
      span.setUsage(TestSpans.tokens(input, random.nextInt(500)))
          .setCost(TestSpans.cost(BigDecimal.valueOf(input, 6).toPlainString()));
    }
    if (random.nextInt(60) == 0) {
      span.setStatus(TestSpans.error("timeout"));
    }
    return span.build();
  }

  private static boolean isError(Span span) {
    return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
  }
}
