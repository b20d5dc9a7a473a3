/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The id of a trace: 16 bytes, not all zeros (W3C Trace Context).
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes, big-endian
 */
public record TraceId(long high, long low) implements Comparable<TraceId> {

  private static final HexFormat HEX = HexFormat.of();

  public TraceId {
    if (high == 0 && low == 0) {
      throw new IllegalArgumentException("traceId: all zeros (expected: at least one bit set)");
    }
  }

  /**
   * Reads 32 hexadecimal digits of any case, or the dashed form of a UUID; empty when it is
   * neither.
   */
  public static Optional<TraceId> tryParse(String text) {
    String digits =
        text.length() == 36
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-'
            ? text.replace("-", "")
            : text;
    if (digits.length() != 32 || !isHex(digits)) {
      return Optional.empty();
    }
    long high = HexFormat.fromHexDigitsToLong(digits, 0, 16);
    long low = HexFormat.fromHexDigitsToLong(digits, 16, 32);
    return high == 0 && low == 0 ? Optional.empty() : Optional.of(new TraceId(high, low));
  }

  /**
   * Reads what {@link #tryParse} reads.
   *
   * @throws IllegalArgumentException when it is no trace id
   */
  public static TraceId parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "traceId: \"" + text + "\" (expected: 32 hexadecimal digits, not all 0)"));
  }

  static boolean isHex(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (!HexFormat.isHexDigit(digits.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Orders as the hexadecimal form does. */
  @Override
  public int compareTo(TraceId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }
}
