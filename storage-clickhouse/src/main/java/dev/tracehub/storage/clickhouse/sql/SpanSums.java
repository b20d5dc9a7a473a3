/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.SpanField;
import dev.tracehub.v1.UsageRole;

/** What {@code UsageTotals} adds up, as aggregates over spans of a scope. */
public final class SpanSums {

  private final String counted;
  private final String repeated;

  public SpanSums(SpanScope scope) {
    counted = Roles.has(UsageRole.USAGE_ROLE_COUNTED, scope);
    repeated = Roles.has(UsageRole.USAGE_ROLE_REPEATED, scope);
  }

  /** Model calls. */
  public String llmCalls() {
    return "toInt64(countIf(s.type IN ('LLM', 'EMBEDDING') AND NOT " + repeated + "))";
  }

  /** Tokens of a field. */
  public String tokens(SpanField field) {
    return "sumIf(" + SpanColumns.number(field) + ", " + counted + ")";
  }

  /** Money; 0 when none is known. */
  public String cost() {
    return "sumIf(s.cost, s.has_cost AND " + counted + ")";
  }

  /** Calls of which the cost is known. */
  public String priced() {
    return "toInt64(countIf(s.has_cost AND " + counted + "))";
  }

  /** Calls without a price. */
  public String unpriced() {
    return "toInt64(countIf(s.cost_state = 'UNPRICED' AND " + counted + "))";
  }
}
