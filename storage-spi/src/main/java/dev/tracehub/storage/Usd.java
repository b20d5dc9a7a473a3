/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Amounts of US dollars as decimal text such as {@code 0.0001275}: exact, in plain notation,
 * without trailing zeros, with at most {@value #MAX_SCALE} digits after the point and {@value
 * #MAX_WHOLE_DIGITS} before it, so that every store can hold and add them exactly.
 */
public final class Usd {

  /** The most digits after the decimal point. */
  public static final int MAX_SCALE = 18;

  /** The most digits before the decimal point. */
  public static final int MAX_WHOLE_DIGITS = 12;

  private static final int MAX_TEXT_LENGTH = 64;

  /** Keeps "1e-999999999" from costing gigabytes when it is rounded. */
  private static final int MAX_PARSED_SCALE = 400;

  private Usd() {}

  /** Reads a decimal number in plain or exponent notation; empty when the text is none. */
  public static Optional<BigDecimal> tryParse(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT_LENGTH) {
      return Optional.empty();
    }
    try {
      BigDecimal amount = new BigDecimal(text);
      boolean inBounds =
          amount.precision() - (long) amount.scale() <= MAX_WHOLE_DIGITS
              && amount.scale() <= MAX_PARSED_SCALE;
      return inBounds ? Optional.of(amount) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads what {@link #tryParse} reads.
   *
   * @throws IllegalArgumentException when it is no amount
   */
  public static BigDecimal parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "usd: \"" + text + "\" (expected: a decimal number below 10^12)"));
  }

  /** The amount as text; digits beyond the last allowed one are rounded half to even. */
  public static String format(BigDecimal amount) {
    BigDecimal rounded =
        amount.scale() > MAX_SCALE ? amount.setScale(MAX_SCALE, RoundingMode.HALF_EVEN) : amount;
    return rounded.stripTrailingZeros().toPlainString();
  }
}
