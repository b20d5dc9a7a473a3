/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.clickhouse.sql.Estimate;
import dev.tracehub.storage.clickhouse.sql.SpanSums;

/** What is summed up, over the spans themselves. */
record SpanSource(SpanSums sums) implements NumberSource {

  @Override
  public Estimate count() {
    return sums.count("1");
  }

  @Override
  public Estimate errors() {
    return sums.count("s.status = 'ERROR'");
  }

  @Override
  public Estimate llmCalls() {
    return sums.llmCalls();
  }

  @Override
  public Estimate tokens(SpanField field) {
    return sums.tokens(field);
  }

  @Override
  public Estimate cost() {
    return sums.cost();
  }

  @Override
  public Estimate priced() {
    return sums.priced();
  }

  @Override
  public Estimate unpriced() {
    return sums.unpriced();
  }

  @Override
  public String sum(Timing timing) {
    return timing == Timing.LATENCY
        ? "sum(toInt128(s.duration_ns) * s.sample_weight)"
        : "sum(toInt128(s.ttft_ns) * s.sample_weight)";
  }

  @Override
  public String known(Timing timing) {
    return timing == Timing.LATENCY ? count().sum() : sums.count("s.ttft_ns != 0").sum();
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
        ? "quantileExactWeighted(" + level + ")(s.duration_bucket, s.sample_weight)"
        : "quantileExactWeightedIf(" + level + ")(s.ttft_bucket, s.sample_weight, s.ttft_ns != 0)";
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
