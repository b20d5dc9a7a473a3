/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Filter.Value;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Conditions on columns of numbers. */
final class NumberFields {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Digits of money after the point, in the schema. */
  private static final int USD_SCALE = 18;

  private static final BigInteger GREATEST_USD = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

  private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private static final Thresholds WHOLE =
      new Thresholds(LEAST_LONG, GREATEST_LONG, number -> new Value.Whole(number.longValueExact()));

  private static final Thresholds MILLIS =
      new Thresholds(
          LEAST_LONG,
          GREATEST_LONG,
          number -> new Value.Real(number.longValueExact() / NANOS_PER_MILLI));

  private static final Thresholds USD =
      new Thresholds(
          GREATEST_USD.negate(),
          GREATEST_USD,
          number -> new Value.Real(Double.parseDouble(usd(number).toString())));

  /** From the greatest negative to the greatest number, infinities included and NaN left out. */
  private static final Thresholds REAL =
      new Thresholds(
          BigInteger.valueOf(rank(Double.NEGATIVE_INFINITY)),
          BigInteger.valueOf(rank(Double.POSITIVE_INFINITY)),
          rank -> new Value.Real(ranked(rank.longValueExact())));

  private final Parameters parameters;

  NumberFields(Parameters parameters) {
    this.parameters = parameters;
  }

  /** A column of whole numbers. */
  String whole(String column, Filter condition) {
    return WHOLE.condition(
        condition, bound -> column + " >= " + parameters.whole(bound.longValueExact()));
  }

  /** A column of nanoseconds whose field is in milliseconds. */
  String millis(String column, Filter condition) {
    return MILLIS.condition(
        condition, bound -> column + " >= " + parameters.whole(bound.longValueExact()));
  }

  /** A column of money whose field is the nearest double. */
  String usd(String column, Filter condition) {
    return USD.condition(condition, bound -> column + " >= " + parameters.decimal(usd(bound)));
  }

  /** A column of real numbers. */
  String real(String column, Filter condition) {
    String known = "NOT isNaN(" + column + ")";
    String inOrder =
        REAL.condition(
            condition, bound -> column + " >= " + parameters.real(ranked(bound.longValueExact())));
    return inOrder.equals(SqlFilter.FALSE) ? inOrder : "(" + known + " AND " + inOrder + ")";
  }

  private static BigDecimal usd(BigInteger number) {
    return new BigDecimal(number, USD_SCALE);
  }

  /** A number's place among all doubles, as a whole number; the two zeros are neighbours. */
  private static long rank(double number) {
    long bits = Double.doubleToRawLongBits(number);
    return bits >= 0 ? bits : Long.MIN_VALUE - bits - 1;
  }

  private static double ranked(long rank) {
    return Double.longBitsToDouble(rank >= 0 ? rank : Long.MIN_VALUE - rank - 1);
  }
}
