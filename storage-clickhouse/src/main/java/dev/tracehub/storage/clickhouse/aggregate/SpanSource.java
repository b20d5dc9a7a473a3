/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.sql.SpanSums;

/** What is summed up, over the spans themselves. */
record SpanSource(SpanSums sums) implements NumberSource {

  @Override
  public String count() {
    return "toInt64(count())";
  }

  @Override
  public String errors() {
    return "toInt64(countIf(s.status = 'ERROR'))";
  }

  @Override
  public String llmCalls() {
    return sums.llmCalls();
  }

  @Override
  public String tokens(SpanField field) {
    return sums.tokens(field);
  }

  @Override
  public String cost() {
    return sums.cost();
  }

  @Override
  public String priced() {
    return sums.priced();
  }

  @Override
  public String unpriced() {
    return sums.unpriced();
  }

  @Override
  public String sum(Timing timing) {
    return timing == Timing.LATENCY ? "sum(toInt128(s.duration_ns))" : "sum(toInt128(s.ttft_ns))";
  }

  @Override
  public String known(Timing timing) {
    return timing == Timing.LATENCY ? count() : "toInt64(countIf(s.ttft_ns != 0))";
  }

  @Override
  public String leastLatency() {
    return "min(s.duration_ns)";
  }

  @Override
  public String greatestLatency() {
    return "max(s.duration_ns)";
  }

  /**
   * ClickHouse ranks with weights as the contract's histogram does: by rank ceil(level * total).
   */
  @Override
  public String percentileBucket(Timing timing, double level) {
    return timing == Timing.LATENCY
        ? "quantileExactWeighted(" + level + ")(s.duration_bucket, 1)"
        : "quantileExactWeightedIf(" + level + ")(s.ttft_bucket, 1, s.ttft_ns != 0)";
  }

  @Override
  public String traces() {
    return "toInt64(uniqExact(s.trace_id))";
  }

  @Override
  public String scoreSum() {
    return "sumKahan(e.score_sum)";
  }

  @Override
  public String scores() {
    return "toInt64(sum(e.scores))";
  }
}
