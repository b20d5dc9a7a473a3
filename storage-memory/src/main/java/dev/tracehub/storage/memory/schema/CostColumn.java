/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;

/**
 * Money as a column: whole numbers of {@code 10^-12} US dollars, and a second column that says how
 * to read them.
 */
public final class CostColumn {

  /** Digits after the decimal point of the unit. */
  public static final int SCALE = 12;

  /** State: the span has no cost of its own. */
  public static final int NONE = 0;

  /** State: the column holds the cost, exactly. */
  public static final int EXACT = 1;

  /** State: the cost is known but no whole number of units; the record has it. */
  public static final int IN_RECORD = 2;

  /** State: the span has usage and its model no price. */
  public static final int UNPRICED = 3;

  private static final double UNITS_PER_USD = 1e12;
  private static final long MAX_EXACT_DOUBLE = 1L << 53;
  private static final BigDecimal MIN_UNITS = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_UNITS = BigDecimal.valueOf(Long.MAX_VALUE);

  private CostColumn() {}

  /** How to read the cost of a span. */
  static long state(Span span) {
    if (!SpanValues.hasCost(span)) {
      return span.getCost().getState() == CostState.COST_STATE_UNPRICED ? UNPRICED : NONE;
    }
    return isWhole(units(span)) ? EXACT : IN_RECORD;
  }

  /** The cost of a span; 0 when it is not {@link #EXACT}. */
  static long value(Span span) {
    if (!SpanValues.hasCost(span)) {
      return 0;
    }
    BigDecimal units = units(span);
    return isWhole(units) ? units.longValueExact() : 0;
  }

  /** An exact cost as the double that is nearest to the decimal. */
  public static double usd(long units) {
    // Both operands are exact below 2^53, and a division rounds to the nearest double.
    return Math.abs(units) <= MAX_EXACT_DOUBLE
        ? units / UNITS_PER_USD
        : BigDecimal.valueOf(units, SCALE).doubleValue();
  }

  /** The cost of a row whose state is {@link #IN_RECORD}. */
  public static BigDecimal inRecord(Chunk<Span> chunk, int row) {
    return Usd.parse(chunk.read(row).getCost().getTotalUsd());
  }

  private static BigDecimal units(Span span) {
    return Usd.parse(span.getCost().getTotalUsd()).movePointRight(SCALE);
  }

  private static boolean isWhole(BigDecimal units) {
    return units.compareTo(MIN_UNITS) >= 0
        && units.compareTo(MAX_UNITS) <= 0
        && units.stripTrailingZeros().scale() <= 0;
  }
}
