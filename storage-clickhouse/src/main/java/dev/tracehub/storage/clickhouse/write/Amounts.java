/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.Usd;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Amounts of money in units of 10^-18 dollars, as their columns hold them. */
final class Amounts {

  private Amounts() {}

  /** The span's cost; 0 when it has none. */
  static BigInteger cost(Span span) {
    if (!SpanValues.hasCost(span)) {
      return BigInteger.ZERO;
    }
    BigDecimal usd = Usd.parse(span.getCost().getTotalUsd());
    return usd.setScale(Usd.MAX_SCALE, RoundingMode.HALF_EVEN).unscaledValue();
  }

  /** Whether the column gives back the text of the cost. */
  static boolean isExact(Span span) {
    return SpanValues.hasCost(span)
        && Usd.format(Usd.parse(span.getCost().getTotalUsd())).equals(span.getCost().getTotalUsd());
  }
}
