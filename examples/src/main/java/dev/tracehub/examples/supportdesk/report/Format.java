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
  private static final int SMALL_COST_DIGITS = 8;
  private static final BigDecimal SMALL_COST = new BigDecimal("0.0001");

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

  /** One line, cut to so many characters. */
  static String head(String text, int length) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > length ? line.substring(0, length) + "…" : line;
  }

  static String usd(BigDecimal value) {
    boolean small = value.signum() > 0 && value.compareTo(SMALL_COST) < 0;
    int digits = small ? SMALL_COST_DIGITS : COST_DIGITS;
    return "$" + value.setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }
}
