/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.SampleWeights;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.Usd;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Measures lists of spans. */
final class NaiveMeasures {

  private static final double NANOS_PER_MILLI = 1e6;

  private final List<Evaluation> evaluations;
  private final Optional<String> scoreName;

  NaiveMeasures(List<Evaluation> evaluations, Optional<String> scoreName) {
    this.evaluations = evaluations;
    this.scoreName = scoreName;
  }

  MeasureValue of(Measure measure, List<Span> spans) {
    MeasureValue.Builder value = MeasureValue.newBuilder().setMeasure(measure);
    switch (measure) {
      case MEASURE_COST -> cost(value, spans);
      case MEASURE_ERROR_RATE -> errorRate(value, spans);
      case MEASURE_SCORE_AVG -> scores(spans).average().ifPresent(value::setDoubleValue);
      case MEASURE_TRACES ->
          value.setIntValue(spans.stream().map(Span::getTraceId).distinct().count());
      case MEASURE_LATENCY_AVG -> average(value, spans, SpanValues::durationNanos);
      case MEASURE_LATENCY_MIN -> value.setDoubleValue(latencies(spans).min().orElseThrow() / 1e6);
      case MEASURE_LATENCY_MAX -> value.setDoubleValue(latencies(spans).max().orElseThrow() / 1e6);
      case MEASURE_LATENCY_P50 -> percentile(value, spans, SpanValues::durationNanos, 0.5);
      case MEASURE_LATENCY_P90 -> percentile(value, spans, SpanValues::durationNanos, 0.9);
      case MEASURE_LATENCY_P95 -> percentile(value, spans, SpanValues::durationNanos, 0.95);
      case MEASURE_LATENCY_P99 -> percentile(value, spans, SpanValues::durationNanos, 0.99);
      case MEASURE_TTFT_AVG -> average(value, ttft(spans), Span::getTimeToFirstTokenNano);
      case MEASURE_TTFT_P50 -> percentile(value, ttft(spans), Span::getTimeToFirstTokenNano, 0.5);
      case MEASURE_TTFT_P90 -> percentile(value, ttft(spans), Span::getTimeToFirstTokenNano, 0.9);
      case MEASURE_TTFT_P95 -> percentile(value, ttft(spans), Span::getTimeToFirstTokenNano, 0.95);
      case MEASURE_TTFT_P99 -> percentile(value, ttft(spans), Span::getTimeToFirstTokenNano, 0.99);
      default -> {
        value.setIntValue(sum(measure, spans).longValueExact());
        error(value, variance(spans, span -> SpanAmounts.of(measure, span).doubleValue()));
      }
    }
    return value.build();
  }

  /** Orders groups by a measure; a group without a value is less than all others. */
  BigDecimal sortKey(Measure measure, List<Span> spans) {
    MeasureValue value = of(measure, spans);
    return switch (value.getValueCase()) {
      case INT_VALUE -> BigDecimal.valueOf(value.getIntValue());
      case DOUBLE_VALUE -> new BigDecimal(value.getDoubleValue());
      case DECIMAL_VALUE -> new BigDecimal(value.getDecimalValue());
      case VALUE_NOT_SET -> BigDecimal.valueOf(-Double.MAX_VALUE);
    };
  }

  private static void cost(MeasureValue.Builder value, List<Span> spans) {
    if (spans.stream().anyMatch(span -> SpanValues.isCounted(span) && SpanValues.hasCost(span))) {
      value.setDecimalValue(Usd.format(sum(Measure.MEASURE_COST, spans)));
      error(
          value, variance(spans, span -> SpanAmounts.of(Measure.MEASURE_COST, span).doubleValue()));
    }
  }

  private static void errorRate(MeasureValue.Builder value, List<Span> spans) {
    double count = sum(Measure.MEASURE_COUNT, spans).doubleValue();
    double rate = sum(Measure.MEASURE_ERRORS, spans).doubleValue() / count;
    value.setDoubleValue(rate);
    double residuals = variance(spans, span -> SpanValues.isError(span) ? 1 - rate : rate);
    error(value, residuals / (count * count));
  }

  private static BigDecimal sum(Measure measure, List<Span> spans) {
    return spans.stream()
        .map(span -> SpanAmounts.of(measure, span).multiply(weight(span)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double variance(List<Span> spans, ToDoubleFunction<Span> amount) {
    return spans.stream()
        .mapToDouble(span -> SampleWeights.spread(span) * Math.pow(amount.applyAsDouble(span), 2))
        .sum();
  }

  private static void error(MeasureValue.Builder value, double variance) {
    if (variance > 0) {
      value.setStandardError(Math.sqrt(variance));
    }
  }

  private static BigDecimal weight(Span span) {
    return BigDecimal.valueOf(SampleWeights.of(span));
  }

  private static LongStream latencies(List<Span> spans) {
    return spans.stream().mapToLong(SpanValues::durationNanos);
  }

  private static List<Span> ttft(List<Span> spans) {
    return spans.stream().filter(span -> span.getTimeToFirstTokenNano() != 0).toList();
  }

  private DoubleStream scores(List<Span> spans) {
    return spans.stream()
        .flatMap(span -> evaluations.stream().filter(evaluation -> judges(evaluation, span)))
        .filter(Evaluation::hasScore)
        .filter(evaluation -> scoreName.map(evaluation.getName()::equals).orElse(true))
        .mapToDouble(Evaluation::getScore);
  }

  private static boolean judges(Evaluation evaluation, Span span) {
    return evaluation.getTraceId().equals(span.getTraceId())
        && evaluation.getSpanId().equals(span.getSpanId());
  }

  private static void percentile(
      MeasureValue.Builder value, List<Span> spans, ToLongFunction<Span> nanos, double fraction) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (Span span : spans) {
      int bucket = LatencyHistogram.bucketOf(nanos.applyAsLong(span));
      histogram.addCount(bucket, SampleWeights.of(span));
    }
    if (histogram.total() > 0) {
      value.setDoubleValue(histogram.percentile(fraction) / NANOS_PER_MILLI);
    }
  }

  private static void average(
      MeasureValue.Builder value, List<Span> spans, ToLongFunction<Span> nanos) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Span span : spans) {
      sum = sum.add(BigDecimal.valueOf(nanos.applyAsLong(span)).multiply(weight(span)));
    }
    if (!spans.isEmpty()) {
      double count = sum(Measure.MEASURE_COUNT, spans).doubleValue();
      value.setDoubleValue(sum.doubleValue() / count / NANOS_PER_MILLI);
    }
  }
}
