/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.SpanField;
import dev.tracehub.v1.UsageRole;

/**
 * What spans of a scope add up to, as aggregates: of the spans that are stored, as lists show it
 * ({@code UsageTotals}), or of those that they stand for.
 */
public final class SpanSums {

  private final String weight;
  private final String counted;
  private final String repeated;

  private SpanSums(SpanScope scope, String weight) {
    this.weight = weight;
    counted = Roles.has(UsageRole.USAGE_ROLE_COUNTED, scope);
    repeated = Roles.has(UsageRole.USAGE_ROLE_REPEATED, scope);
  }

  /** Each span once. */
  public static SpanSums stored(SpanScope scope) {
    return new SpanSums(scope, "1");
  }

  /** Each span as often as it stands for. */
  public static SpanSums estimated(SpanScope scope) {
    return new SpanSums(scope, "s.sample_weight");
  }

  /** Spans that a condition holds for. */
  public Estimate count(String condition) {
    return new Estimate(
        "toInt64(sumIf(" + weight + ", " + condition + "))", SampleSpread.ofCount(condition));
  }

  /** Model calls. */
  public Estimate llmCalls() {
    return count("s.type IN ('LLM', 'EMBEDDING') AND NOT " + repeated);
  }

  /** Tokens of a field. */
  public Estimate tokens(SpanField field) {
    return sum(SpanColumns.number(field), counted);
  }

  /** Money; 0 when none is known. */
  public Estimate cost() {
    return sum("s.cost", "s.has_cost AND " + counted);
  }

  /** Calls of which the cost is known. */
  public Estimate priced() {
    return count("s.has_cost AND " + counted);
  }

  /** Calls without a price. */
  public Estimate unpriced() {
    return count("s.cost_state = 'UNPRICED' AND " + counted);
  }

  private Estimate sum(String column, String condition) {
    return new Estimate(
        "sumIf(" + column + " * " + weight + ", " + condition + ")",
        SampleSpread.ofSum(column, condition));
  }
}
