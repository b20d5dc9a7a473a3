/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.aggregate.NumberSource.Timing;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.sql.Estimate;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures as columns of a question, and their values from its rows. */
final class Measures {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Ends the name of the column of a number's variance. */
  private static final String VARIANCE = "_variance";

  private final NumberSource source;
  private final Map<String, String> columns = new LinkedHashMap<>();

  /** Columns for the measures. */
  Measures(NumberSource source, Collection<Measure> measures) {
    this.source = source;
    columns.put("spans", source.count().sum());
    measures.forEach(this::add);
  }

  /** The aggregates with their names. */
  String columns() {
    return columns.entrySet().stream()
        .map(column -> column.getValue() + " AS " + column.getKey())
        .collect(Collectors.joining(", "));
  }

  private void add(Measure measure) {
    String name = name(measure);
    switch (measure) {
      case MEASURE_COUNT -> put("spans", source.count());
      case MEASURE_ERRORS -> put("errors", source.errors());
      case MEASURE_ERROR_RATE -> {
        put("spans", source.count());
        put("errors", source.errors());
      }
      case MEASURE_INPUT_TOKENS,
          MEASURE_OUTPUT_TOKENS,
          MEASURE_CACHE_READ_TOKENS,
          MEASURE_CACHE_WRITE_TOKENS,
          MEASURE_REASONING_TOKENS,
          MEASURE_TOTAL_TOKENS ->
          put(name, source.tokens(SpanField.valueOf(tokens(measure))));
      case MEASURE_COST -> {
        put("cost", source.cost());
        columns.put("priced", source.priced().sum());
      }
      case MEASURE_UNPRICED -> put(name, source.unpriced());
      case MEASURE_LATENCY_AVG -> columns.put("latency_sum", source.sum(Timing.LATENCY));
      case MEASURE_LATENCY_MIN -> columns.put(name, source.leastLatency());
      case MEASURE_LATENCY_MAX -> columns.put(name, source.greatestLatency());
      case MEASURE_LATENCY_P50, MEASURE_LATENCY_P90, MEASURE_LATENCY_P95, MEASURE_LATENCY_P99 ->
          columns.put(name, source.percentileBucket(Timing.LATENCY, level(measure)));
      case MEASURE_TTFT_AVG -> {
        columns.put("ttft_sum", source.sum(Timing.TTFT));
        columns.put("ttft_known", source.known(Timing.TTFT));
      }
      case MEASURE_TTFT_P50, MEASURE_TTFT_P90, MEASURE_TTFT_P95, MEASURE_TTFT_P99 -> {
        columns.put(name, source.percentileBucket(Timing.TTFT, level(measure)));
        columns.put("ttft_known", source.known(Timing.TTFT));
      }
      case MEASURE_SCORE_AVG -> {
        columns.put("score_sum", source.scoreSum());
        columns.put("scores", source.scores());
      }
      case MEASURE_TRACES -> columns.put(name, source.traces());
      case MEASURE_LLM_CALLS -> put(name, source.llmCalls());
      case MEASURE_UNSPECIFIED, UNRECOGNIZED ->
          throw StorageException.invalid("measure: " + measure + " (expected: a known measure)");
    }
  }

  private void put(String name, Estimate estimate) {
    columns.put(name, estimate.sum());
    columns.put(name + VARIANCE, estimate.variance());
  }

  /** What rows are ordered by, NULL where there is no value. */
  static String order(Measure measure) {
    String name = name(measure);
    return switch (measure) {
      case MEASURE_COUNT -> "g.spans";
      case MEASURE_ERROR_RATE -> "g.errors / g.spans";
      case MEASURE_COST -> "if(g.priced > 0, g.cost, NULL)";
      case MEASURE_LATENCY_AVG -> "g.latency_sum / g.spans";
      case MEASURE_TTFT_AVG -> "if(g.ttft_known > 0, g.ttft_sum / g.ttft_known, NULL)";
      case MEASURE_TTFT_P50, MEASURE_TTFT_P90, MEASURE_TTFT_P95, MEASURE_TTFT_P99 ->
          "if(g.ttft_known > 0, g." + name + ", NULL)";
      case MEASURE_SCORE_AVG -> "if(g.scores > 0, g.score_sum / g.scores, NULL)";
      default -> "g." + name;
    };
  }

  /** The value of a measure in a row; without one where there was nothing to measure. */
  static MeasureValue value(Measure measure, Row row) {
    MeasureValue.Builder value = MeasureValue.newBuilder().setMeasure(measure);
    String name = name(measure);
    switch (measure) {
      case MEASURE_COUNT -> {
        value.setIntValue(row.whole("spans"));
        setError(value, row.real("spans" + VARIANCE));
      }
      case MEASURE_ERROR_RATE -> setErrorRate(value, row);
      case MEASURE_COST -> {
        if (row.whole("priced") > 0) {
          value.setDecimalValue(Usd.format(row.decimal("cost")));
          setError(value, row.real("cost" + VARIANCE));
        }
      }
      case MEASURE_LATENCY_AVG -> value.setDoubleValue(mean(row, "latency_sum", "spans"));
      case MEASURE_LATENCY_MIN, MEASURE_LATENCY_MAX ->
          value.setDoubleValue(row.whole(name) / NANOS_PER_MILLI);
      case MEASURE_LATENCY_P50, MEASURE_LATENCY_P90, MEASURE_LATENCY_P95, MEASURE_LATENCY_P99 ->
          value.setDoubleValue(percentile(row, name));
      case MEASURE_TTFT_AVG -> {
        if (row.whole("ttft_known") > 0) {
          value.setDoubleValue(mean(row, "ttft_sum", "ttft_known"));
        }
      }
      case MEASURE_TTFT_P50, MEASURE_TTFT_P90, MEASURE_TTFT_P95, MEASURE_TTFT_P99 -> {
        if (row.whole("ttft_known") > 0) {
          value.setDoubleValue(percentile(row, name));
        }
      }
      case MEASURE_SCORE_AVG -> {
        if (row.whole("scores") > 0) {
          value.setDoubleValue(row.real("score_sum") / row.whole("scores"));
        }
      }
      case MEASURE_TRACES -> value.setIntValue(row.whole(name));
      default -> {
        value.setIntValue(row.whole(name));
        setError(value, row.real(name + VARIANCE));
      }
    }
    return value.build();
  }

  private static void setErrorRate(MeasureValue.Builder value, Row row) {
    double count = row.whole("spans");
    double rate = row.whole("errors") / count;
    value.setDoubleValue(rate);
    double failed = row.real("errors" + VARIANCE);
    double others = row.real("spans" + VARIANCE) - failed;
    double residuals = failed * (1 - rate) * (1 - rate) + others * rate * rate;
    setError(value, residuals / (count * count));
  }

  private static void setError(MeasureValue.Builder value, double variance) {
    if (variance > 0) {
      value.setStandardError(Math.sqrt(variance));
    }
  }

  private static double mean(Row row, String sum, String count) {
    return row.wide(sum).doubleValue() / row.whole(count) / NANOS_PER_MILLI;
  }

  private static double percentile(Row row, String bucket) {
    return LatencyHistogram.valueOf((int) row.whole(bucket)) / NANOS_PER_MILLI;
  }

  /** The name of the column of a measure that has one of its own. */
  private static String name(Measure measure) {
    return measure == Measure.MEASURE_ERRORS ? "errors" : "m" + measure.getNumber();
  }

  private static String tokens(Measure measure) {
    return measure.name().substring("MEASURE_".length());
  }

  private static double level(Measure measure) {
    String name = measure.name();
    return Integer.parseInt(name.substring(name.length() - 2)) / 100.0;
  }
}
