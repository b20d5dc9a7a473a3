/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.memory.filter.ColumnFilter;
import dev.tracehub.storage.memory.filter.ColumnFilters;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The measures that a question asks for. What several of them rest upon is gathered once. Not
 * thread-safe.
 */
final class Measures {

  private static final double NANOS_PER_MILLI = 1e6;

  private static final Filter IS_MODEL =
      new Filter.In(
          new Filter.Field.Known(SpanField.TYPE),
          List.of(new Filter.Value.Text("LLM"), new Filter.Value.Text("EMBEDDING")));

  private final AggregateQuery query;
  private final Table<Evaluation> evaluations;
  private final List<Accumulator> accumulators = new ArrayList<>();
  private final Map<NanosColumn, NanosTotals> totals = new EnumMap<>(NanosColumn.class);
  private final Map<NanosColumn, Percentiles> percentiles = new EnumMap<>(NanosColumn.class);
  private final Map<Measure, Reader> readers = new EnumMap<>(Measure.class);

  Measures(AggregateQuery query, Table<Evaluation> evaluations) {
    this.query = query;
    this.evaluations = evaluations;
    query.measures().forEach(this::prepare);
    query.orderBy().ifPresent(this::prepare);
  }

  /** Writes the value of a group, if it has one. */
  private interface Reader {
    void read(int group, MeasureValue.Builder into);
  }

  /** Adds rows of a chunk. */
  void add(Chunk<Span> chunk, Selection rows) {
    for (Accumulator accumulator : accumulators) {
      accumulator.add(chunk, rows);
    }
  }

  /** The value of a group; of a measure that was asked for. */
  MeasureValue value(Measure measure, int group) {
    MeasureValue.Builder value = MeasureValue.newBuilder().setMeasure(measure);
    Reader reader = readers.get(measure);
    if (reader != null) {
      reader.read(group, value);
    }
    return value.build();
  }

  private void prepare(Measure measure) {
    if (!readers.containsKey(measure)) {
      readers.put(measure, reader(measure));
    }
  }

  private Reader reader(Measure measure) {
    return switch (measure) {
      case MEASURE_COUNT -> count(chunk -> RowPredicate.ALWAYS);
      case MEASURE_ERRORS -> count(isError());
      case MEASURE_ERROR_RATE -> errorRate();
      case MEASURE_INPUT_TOKENS -> tokens(SpanNumber.INPUT_TOKENS);
      case MEASURE_OUTPUT_TOKENS -> tokens(SpanNumber.OUTPUT_TOKENS);
      case MEASURE_CACHE_READ_TOKENS -> tokens(SpanNumber.CACHE_READ_TOKENS);
      case MEASURE_CACHE_WRITE_TOKENS -> tokens(SpanNumber.CACHE_WRITE_TOKENS);
      case MEASURE_REASONING_TOKENS -> tokens(SpanNumber.REASONING_TOKENS);
      case MEASURE_TOTAL_TOKENS -> tokens(SpanNumber.TOTAL_TOKENS);
      case MEASURE_COST -> cost();
      case MEASURE_UNPRICED -> count(isUnpriced());
      case MEASURE_LLM_CALLS -> count(isModelCall());
      case MEASURE_TRACES -> traces();
      case MEASURE_SCORE_AVG -> scores();
      case MEASURE_LATENCY_AVG -> mean(NanosColumn.LATENCY);
      case MEASURE_LATENCY_MIN -> least();
      case MEASURE_LATENCY_MAX -> greatest();
      case MEASURE_LATENCY_P50 -> percentile(NanosColumn.LATENCY, 0.5);
      case MEASURE_LATENCY_P90 -> percentile(NanosColumn.LATENCY, 0.9);
      case MEASURE_LATENCY_P95 -> percentile(NanosColumn.LATENCY, 0.95);
      case MEASURE_LATENCY_P99 -> percentile(NanosColumn.LATENCY, 0.99);
      case MEASURE_TTFT_AVG -> mean(NanosColumn.TTFT);
      case MEASURE_TTFT_P50 -> percentile(NanosColumn.TTFT, 0.5);
      case MEASURE_TTFT_P90 -> percentile(NanosColumn.TTFT, 0.9);
      case MEASURE_TTFT_P95 -> percentile(NanosColumn.TTFT, 0.95);
      case MEASURE_TTFT_P99 -> percentile(NanosColumn.TTFT, 0.99);
      case MEASURE_UNSPECIFIED, UNRECOGNIZED ->
          throw StorageException.invalid("measures: " + measure + " (expected: a known measure)");
    };
  }

  private <A extends Accumulator> A gather(A accumulator) {
    accumulators.add(accumulator);
    return accumulator;
  }

  private Reader count(ColumnFilter condition) {
    RowCounts counts = gather(new RowCounts(condition));
    return (group, into) -> {
      into.setIntValue(counts.count(group));
      Variances.state(counts.variance(group), into);
    };
  }

  private Reader errorRate() {
    RowCounts all = gather(new RowCounts(chunk -> RowPredicate.ALWAYS));
    RowCounts errors = gather(new RowCounts(isError()));
    return (group, into) -> {
      double count = all.count(group);
      double rate = errors.count(group) / count;
      into.setDoubleValue(rate);
      double failed = errors.variance(group);
      double residuals =
          failed * (1 - rate) * (1 - rate) + (all.variance(group) - failed) * rate * rate;
      Variances.state(residuals / (count * count), into);
    };
  }

  private Reader tokens(SpanNumber column) {
    TokenSums sums = gather(new TokenSums(column));
    return (group, into) -> {
      into.setIntValue(sums.sum(group));
      Variances.state(sums.variance(group), into);
    };
  }

  private Reader cost() {
    CostSums sums = gather(new CostSums());
    return (group, into) -> {
      if (sums.isKnown(group)) {
        into.setDecimalValue(Usd.format(sums.sum(group)));
        Variances.state(sums.variance(group), into);
      }
    };
  }

  private Reader traces() {
    DistinctTraces traces = gather(new DistinctTraces());
    return (group, into) -> into.setIntValue(traces.count(group));
  }

  private Reader scores() {
    ScoreMeans means = gather(new ScoreMeans(evaluations, query.scoreName()));
    return (group, into) -> means.mean(group).ifPresent(into::setDoubleValue);
  }

  private Reader mean(NanosColumn column) {
    NanosTotals sums = totals(column);
    return (group, into) -> {
      if (sums.count(group) > 0) {
        into.setDoubleValue(sums.mean(group) / NANOS_PER_MILLI);
      }
    };
  }

  private Reader least() {
    NanosTotals all = totals(NanosColumn.LATENCY);
    return (group, into) -> into.setDoubleValue(all.least(group) / NANOS_PER_MILLI);
  }

  private Reader greatest() {
    NanosTotals all = totals(NanosColumn.LATENCY);
    return (group, into) -> into.setDoubleValue(all.greatest(group) / NANOS_PER_MILLI);
  }

  private Reader percentile(NanosColumn column, double fraction) {
    Percentiles histograms =
        percentiles.computeIfAbsent(column, key -> gather(new Percentiles(key)));
    return (group, into) -> {
      double nanos = histograms.percentile(group, fraction);
      if (!Double.isNaN(nanos)) {
        into.setDoubleValue(nanos / NANOS_PER_MILLI);
      }
    };
  }

  private NanosTotals totals(NanosColumn column) {
    return totals.computeIfAbsent(column, key -> gather(new NanosTotals(key)));
  }

  private static ColumnFilter isError() {
    return ColumnFilters.ofFinished(isTrue(SpanField.ERROR));
  }

  private static ColumnFilter isUnpriced() {
    return ColumnFilters.ofFinished(
        new Filter.And(List.of(isTrue(SpanField.COUNTED), isTrue(SpanField.UNPRICED))));
  }

  /** Which spans are model calls is the type's matter; which repeat another, the mark's. */
  private static ColumnFilter isModelCall() {
    ColumnFilter isModel = ColumnFilters.ofFinished(IS_MODEL);
    return chunk -> {
      RowPredicate model = isModel.bind(chunk);
      return model == RowPredicate.NEVER
          ? model
          : row -> chunk.mark(row) != SpanSchema.REPEATED && model.test(row);
    };
  }

  private static Filter isTrue(SpanField field) {
    return new Filter.Compare(
        new Filter.Field.Known(field), Filter.Operator.EQ, new Filter.Value.Bool(true));
  }
}
