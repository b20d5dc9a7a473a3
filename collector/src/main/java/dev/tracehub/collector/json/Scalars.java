/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;

/** Reads single values from their JSON text. */
final class Scalars {

  private static final int MAX_NUMBER_LENGTH = 64;
  private static final int UUID_LENGTH = 36;
  private static final BigInteger UINT64_MAX =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Scalars() {}

  static long int64(String text) throws JsonFault {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  static long uint64(String text) throws JsonFault {
    if (!text.startsWith("+")) {
      try {
        return Long.parseUnsignedLong(text);
      } catch (NumberFormatException e) {
        // Perhaps 1.0 or 1e3, which are whole numbers too.
      }
    }
    return exact(text, v -> v.signum() >= 0 && v.compareTo(UINT64_MAX) <= 0, "0 to " + UINT64_MAX)
        .longValue();
  }

  static int int32(String text) throws JsonFault {
    return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static int uint32(String text) throws JsonFault {
    return (int) whole(text, 0, 0xFFFF_FFFFL);
  }

  static double float64(String text) throws JsonFault {
    try {
      double value = Double.parseDouble(text);
      boolean spelled = text.equals("NaN") || text.endsWith("Infinity");
      if ((Double.isFinite(value) || spelled) && isPlainNumber(text, spelled)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that are out of range.
    }
    throw JsonFault.value(
        "INVALID_NUMBER", text, "a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
  }

  static float float32(String text) throws JsonFault {
    double value = float64(text);
    if (Double.isFinite(value) && Float.isInfinite((float) value)) {
      throw JsonFault.value("OUT_OF_RANGE", text, "a number of 32 bits");
    }
    return (float) value;
  }

  /** Base64 of either alphabet, padded or not. */
  static byte[] base64(String text) throws JsonFault {
    try {
      String plain =
          text.indexOf('-') < 0 && text.indexOf('_') < 0
              ? text
              : text.replace('-', '+').replace('_', '/');
      return Base64.getDecoder().decode(plain);
    } catch (IllegalArgumentException e) {
      throw JsonFault.value("INVALID_BASE64", "\"" + text + "\"", "base64");
    }
  }

  /** Hexadecimal digits of any case, also with the dashes of a UUID. */
  static byte[] hex(String text) throws JsonFault {
    String digits =
        text.length() == UUID_LENGTH && text.charAt(8) == '-' ? text.replace("-", "") : text;
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw JsonFault.value(
          "INVALID_HEX", "\"" + text + "\"", "hexadecimal digits, which OTLP uses for ids");
    }
  }

  private static long whole(String text, long least, long most) throws JsonFault {
    BigInteger min = BigInteger.valueOf(least);
    BigInteger max = BigInteger.valueOf(most);
    return exact(
            text,
            value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
            least + " to " + most)
        .longValue();
  }

  private static BigInteger exact(String text, Predicate<BigInteger> range, String expected)
      throws JsonFault {
    if (text.length() <= MAX_NUMBER_LENGTH) {
      try {
        BigDecimal value = new BigDecimal(text);
        // Without this 1e999999999 and 1e-999999999 would be written out.
        if (Math.abs((long) value.scale()) <= MAX_NUMBER_LENGTH) {
          BigInteger whole = value.toBigIntegerExact();
          if (range.test(whole)) {
            return whole;
          }
        }
      } catch (NumberFormatException | ArithmeticException e) {
        // Told below, together with numbers that are out of range.
      }
    }
    throw JsonFault.value("OUT_OF_RANGE", text, "a whole number from " + expected);
  }

  /** Java's own forms, such as 1f and 0x1p3, are none of JSON's. */
  private static boolean isPlainNumber(String text, boolean spelled) {
    if (spelled) {
      return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }
}
