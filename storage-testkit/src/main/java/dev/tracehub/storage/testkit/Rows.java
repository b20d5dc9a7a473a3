/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.AggregateResult;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.MeasureValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rows of numbers as short text, for assertions that one can read. */
final class Rows {

  private static final MathContext DIGITS = new MathContext(4);

  private Rows() {}

  /** Each row as {@code [bucket second after noon] key,key: value value}. */
  static List<String> text(AggregateResult result) {
    return result.rows().stream().map(Rows::text).toList();
  }

  private static String text(AggregateRow row) {
    String bucket =
        row.hasBucketStart()
            ? "[" + (row.getBucketStart().getSeconds() - TestSpans.NOON / TestSpans.SECOND) + "] "
            : "";
    return bucket
        + String.join(",", row.getKeysList())
        + ": "
        + row.getValuesList().stream().map(Rows::text).collect(Collectors.joining(" "));
  }

  /** A value as text with its error in four digits, if it has one; "-" when there is none. */
  static String text(MeasureValue value) {
    String error =
        value.hasStandardError()
            ? " ± " + new BigDecimal(value.getStandardError()).round(DIGITS).toPlainString()
            : "";
    return amount(value) + error;
  }

  private static String amount(MeasureValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case DECIMAL_VALUE -> "$" + value.getDecimalValue();
      case VALUE_NOT_SET -> "-";
    };
  }
}
