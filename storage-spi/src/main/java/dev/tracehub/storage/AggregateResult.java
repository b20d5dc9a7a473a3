/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.AggregateRow;
import java.util.List;

/**
 * Numbers.
 *
 * @param rows the rows in the order of {@link Analytics#aggregate}
 * @param truncated whether rows were cut at the limit
 * @param plan what the numbers were computed from
 */
public record AggregateResult(List<AggregateRow> rows, boolean truncated, QueryPlan plan) {

  public AggregateResult {
    rows = List.copyOf(rows);
  }
}
