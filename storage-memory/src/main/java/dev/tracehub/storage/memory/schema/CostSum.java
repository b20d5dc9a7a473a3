/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import dev.tracehub.storage.Usd;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;

/** An exact sum of costs. Not thread-safe. */
public final class CostSum {

  private long units;
  private BigDecimal rest = BigDecimal.ZERO;
  private boolean known;

  /** Adds the cost of a row, if it has one. */
  public void add(Chunk<Span> chunk, int row) {
    switch (SpanNumber.COST_STATE.in(chunk).getInt(row)) {
      case CostColumn.EXACT -> addUnits(SpanNumber.COST.in(chunk).get(row));
      case CostColumn.IN_RECORD -> {
        rest = rest.add(CostColumn.inRecord(chunk, row));
        known = true;
      }
      default -> {}
    }
  }

  /** The sum as {@link Usd} writes it; empty text when no cost was known. */
  public String usd() {
    return known ? Usd.format(sum()) : "";
  }

  private BigDecimal sum() {
    return rest.add(BigDecimal.valueOf(units, CostColumn.SCALE));
  }

  private void addUnits(long added) {
    known = true;
    long sum = units + added;
    // Overflow: both operands have the sign that the sum lacks.
    if (((units ^ sum) & (added ^ sum)) < 0) {
      rest = sum();
      sum = added;
    }
    units = sum;
  }
}
