/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Writes amounts of money: no exponent, no zeros at the end. */
final class Amounts {

  /** So many digits always fit into a long, and a point and a zero beside them into the buffer. */
  private static final int LONG_DIGITS = 18;

  private Amounts() {}

  static String text(BigDecimal amount) {
    if (amount.signum() == 0) {
      return "0";
    }
    boolean small =
        amount.signum() > 0
            && amount.precision() <= LONG_DIGITS
            && amount.scale() >= 0
            && amount.scale() <= LONG_DIGITS;
    return small
        ? text(amount.unscaledValue().longValue(), amount.scale())
        : amount.stripTrailingZeros().toPlainString();
  }

  /** What BigDecimal writes too, without its intermediate objects: there are four a call. */
  private static String text(long unscaled, int scale) {
    long digits = unscaled;
    int fraction = scale;
    while (fraction > 0 && digits % 10 == 0) {
      digits /= 10;
      fraction--;
    }
    byte[] text = new byte[LONG_DIGITS + 2];
    int at = text.length;
    int written = 0;
    while (digits > 0 || written <= fraction) {
      if (written == fraction && written > 0) {
        text[--at] = '.';
      }
      text[--at] = (byte) ('0' + digits % 10);
      digits /= 10;
      written++;
    }
    return new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
  }
}
