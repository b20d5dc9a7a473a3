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
 */
public record AggregateResult(List<AggregateRow> rows, boolean truncated) {

  public AggregateResult {
    rows = List.copyOf(rows);
  }
}
