/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.sql.Estimate;
import java.util.Locale;

/** What is summed up, over the rows of a rollup that is called {@code s}. */
final class RollupSource implements NumberSource {

  @Override
  public Estimate count() {
    return of("calls");
  }

  @Override
  public Estimate errors() {
    return of("errors");
  }

  @Override
  public Estimate llmCalls() {
    return of("llm_calls");
  }

  @Override
  public Estimate tokens(SpanField field) {
    return of(field.filterName());
  }

  @Override
  public Estimate cost() {
    return of("cost");
  }

  @Override
  public Estimate priced() {
    return of("priced");
  }

  @Override
  public Estimate unpriced() {
    return of("unpriced");
  }

  @Override
  public String sum(Timing timing) {
    return "sum(toInt128(s." + name(timing) + "_sum))";
  }

  @Override
  public String known(Timing timing) {
    return timing == Timing.LATENCY ? count().sum() : "sum(s.ttft_count)";
  }

  @Override
  public String leastLatency() {
    return "min(s.duration_min)";
  }

  @Override
  public String greatestLatency() {
    return "max(s.duration_max)";
  }

  /** By rank ceil(level * total), at least the first, as the contract's histogram has it. */
  @Override
  public String percentileBucket(Timing timing, double level) {
    String histogram = "sumMap(s." + name(timing) + "_histogram)";
    String buckets = "arraySort(mapKeys(" + histogram + "))";
    String counts = "arrayMap(bucket -> " + histogram + "[bucket], " + buckets + ")";
    return buckets
        + "[arrayFirstIndex(seen -> seen >= greatest(1, ceil("
        + level
        + " * "
        + known(timing)
        + ")), arrayCumSum("
        + counts
        + "))]";
  }

  @Override
  public String traces() {
    throw unknown("traces");
  }

  @Override
  public String scoreSum() {
    throw unknown("scores");
  }

  @Override
  public String scores() {
    throw unknown("scores");
  }

  private static Estimate of(String column) {
    return new Estimate(
        "sum(s." + column + ")", "toFloat64(sum(s." + column + RollupRows.VARIANCE + "))");
  }

  private static String name(Timing timing) {
    return timing == Timing.LATENCY ? "duration" : timing.name().toLowerCase(Locale.ROOT);
  }

  private static IllegalStateException unknown(String what) {
    return new IllegalStateException("rollups do not know " + what);
  }
}
