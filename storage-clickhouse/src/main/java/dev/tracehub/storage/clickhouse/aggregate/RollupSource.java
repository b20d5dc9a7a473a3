/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.SpanField;
import java.util.Locale;

/** What is summed up, over the rows of a rollup that is called {@code s}. */
final class RollupSource implements NumberSource {

  @Override
  public String count() {
    return "sum(s.calls)";
  }

  @Override
  public String errors() {
    return "sum(s.errors)";
  }

  @Override
  public String llmCalls() {
    return "sum(s.llm_calls)";
  }

  @Override
  public String tokens(SpanField field) {
    return "sum(s." + field.filterName() + ")";
  }

  @Override
  public String cost() {
    return "sum(s.cost)";
  }

  @Override
  public String priced() {
    return "sum(s.priced)";
  }

  @Override
  public String unpriced() {
    return "sum(s.unpriced)";
  }

  @Override
  public String sum(Timing timing) {
    return "sum(toInt128(s." + name(timing) + "_sum))";
  }

  @Override
  public String known(Timing timing) {
    return timing == Timing.LATENCY ? count() : "sum(s.ttft_count)";
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

  private static String name(Timing timing) {
    return timing == Timing.LATENCY ? "duration" : timing.name().toLowerCase(Locale.ROOT);
  }

  private static IllegalStateException unknown(String what) {
    return new IllegalStateException("rollups do not know " + what);
  }
}
