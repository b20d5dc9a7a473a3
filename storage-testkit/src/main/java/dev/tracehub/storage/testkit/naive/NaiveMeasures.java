/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.UsageTotals;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
      case MEASURE_COST -> decimal(value, usage(spans).costUsd());
      case MEASURE_ERROR_RATE -> value.setDoubleValue(errors(spans) / (double) spans.size());
      case MEASURE_SCORE_AVG -> real(value, scores(spans).average());
      case MEASURE_LATENCY_AVG -> millis(value, latencies(spans).average());
      case MEASURE_LATENCY_MIN -> value.setDoubleValue(latencies(spans).min().orElseThrow() / 1e6);
      case MEASURE_LATENCY_MAX -> value.setDoubleValue(latencies(spans).max().orElseThrow() / 1e6);
      case MEASURE_LATENCY_P50 -> percentile(value, latencies(spans), 0.5);
      case MEASURE_LATENCY_P90 -> percentile(value, latencies(spans), 0.9);
      case MEASURE_LATENCY_P95 -> percentile(value, latencies(spans), 0.95);
      case MEASURE_LATENCY_P99 -> percentile(value, latencies(spans), 0.99);
      case MEASURE_TTFT_AVG -> millis(value, ttfts(spans).average());
      case MEASURE_TTFT_P50 -> percentile(value, ttfts(spans), 0.5);
      case MEASURE_TTFT_P90 -> percentile(value, ttfts(spans), 0.9);
      case MEASURE_TTFT_P95 -> percentile(value, ttfts(spans), 0.95);
      case MEASURE_TTFT_P99 -> percentile(value, ttfts(spans), 0.99);
      default -> value.setIntValue(whole(measure, spans));
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

  private static long whole(Measure measure, List<Span> spans) {
    return switch (measure) {
      case MEASURE_COUNT -> spans.size();
      case MEASURE_ERRORS -> errors(spans);
      case MEASURE_TRACES -> spans.stream().map(Span::getTraceId).distinct().count();
      case MEASURE_LLM_CALLS -> usage(spans).llmCalls();
      case MEASURE_UNPRICED -> usage(spans).unpriced();
      case MEASURE_INPUT_TOKENS -> usage(spans).tokens().getInput();
      case MEASURE_OUTPUT_TOKENS -> usage(spans).tokens().getOutput();
      case MEASURE_CACHE_READ_TOKENS -> usage(spans).tokens().getCacheRead();
      case MEASURE_CACHE_WRITE_TOKENS -> usage(spans).tokens().getCacheWrite();
      case MEASURE_REASONING_TOKENS -> usage(spans).tokens().getReasoning();
      case MEASURE_TOTAL_TOKENS -> usage(spans).tokens().getTotal();
      default -> throw new IllegalArgumentException("measure: " + measure + " (expected: known)");
    };
  }

  private static UsageTotals usage(List<Span> spans) {
    UsageTotals usage = new UsageTotals();
    spans.forEach(usage::add);
    return usage;
  }

  private static long errors(List<Span> spans) {
    return spans.stream().filter(SpanValues::isError).count();
  }

  private static LongStream latencies(List<Span> spans) {
    return spans.stream().mapToLong(SpanValues::durationNanos);
  }

  private static LongStream ttfts(List<Span> spans) {
    return spans.stream().mapToLong(Span::getTimeToFirstTokenNano).filter(nanos -> nanos != 0);
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

  private static void percentile(MeasureValue.Builder value, LongStream nanos, double fraction) {
    LatencyHistogram histogram = new LatencyHistogram();
    nanos.forEach(histogram::add);
    if (histogram.total() > 0) {
      value.setDoubleValue(histogram.percentile(fraction) / NANOS_PER_MILLI);
    }
  }

  private static void millis(MeasureValue.Builder value, OptionalDouble nanos) {
    nanos.ifPresent(average -> value.setDoubleValue(average / NANOS_PER_MILLI));
  }

  private static void real(MeasureValue.Builder value, OptionalDouble real) {
    real.ifPresent(value::setDoubleValue);
  }

  private static void decimal(MeasureValue.Builder value, String decimal) {
    if (!decimal.isEmpty()) {
      value.setDecimalValue(decimal);
    }
  }
}
