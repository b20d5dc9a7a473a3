/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people. */
final class Format {

  private static final int COST_DIGITS = 6;

  private Format() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String score(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String usd(BigDecimal value) {
    return "$" + value.setScale(COST_DIGITS, RoundingMode.HALF_UP).toPlainString();
  }
}
