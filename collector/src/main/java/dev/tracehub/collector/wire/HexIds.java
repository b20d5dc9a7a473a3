/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

/** Ids written as hexadecimal digits, read from bytes without making strings. */
final class HexIds {

  static final String TRACE_ID_EXPECTED = " (expected: 32 hexadecimal digits, not all 0)";
  static final String SPAN_ID_EXPECTED = " (expected: 16 hexadecimal digits, not all 0)";

  private static final int TRACE_DIGITS = 32;
  private static final int UUID_CHARACTERS = 36;
  private static final int SPAN_DIGITS = 16;

  /** So many digits are read in one step. */
  private static final int EIGHT = 8;

  private static final long HIGH_BITS = 0x8080808080808080L;

  private static final byte[] VALUES = values();

  private HexIds() {}

  /** Whether the text is a trace id: 32 digits or the dashed form of a UUID, not all 0. */
  static boolean isTraceId(byte[] bytes, int from, int to) {
    if (to - from == UUID_CHARACTERS) {
      return isUuid(bytes, from) && (uuidHigh(bytes, from) | uuidLow(bytes, from)) != 0;
    }
    return to - from == TRACE_DIGITS
        && isHex(bytes, from, to)
        && (word(bytes, from, 16) | word(bytes, from + 16, 16)) != 0;
  }

  /** Whether the text is a span id: 16 digits, not all 0. */
  static boolean isSpanId(byte[] bytes, int from, int to) {
    return to - from == SPAN_DIGITS && isHex(bytes, from, to) && word(bytes, from, 16) != 0;
  }

  /** The first eight bytes of a valid trace id. */
  static long traceHigh(byte[] bytes, int from, int to) {
    return to - from == UUID_CHARACTERS ? uuidHigh(bytes, from) : word(bytes, from, 16);
  }

  /** The last eight bytes of a valid trace id. */
  static long traceLow(byte[] bytes, int from, int to) {
    return to - from == UUID_CHARACTERS ? uuidLow(bytes, from) : word(bytes, from + 16, 16);
  }

  /** The eight bytes of a valid span id. */
  static long span(byte[] bytes, int from) {
    return word(bytes, from, 16);
  }

  private static boolean isUuid(byte[] bytes, int from) {
    return bytes[from + 8] == '-'
        && bytes[from + 13] == '-'
        && bytes[from + 18] == '-'
        && bytes[from + 23] == '-'
        && isHex(bytes, from, from + 8)
        && isHex(bytes, from + 9, from + 13)
        && isHex(bytes, from + 14, from + 18)
        && isHex(bytes, from + 19, from + 23)
        && isHex(bytes, from + 24, from + UUID_CHARACTERS);
  }

  private static long uuidHigh(byte[] bytes, int from) {
    return word(bytes, from, 8) << 32 | word(bytes, from + 9, 4) << 16 | word(bytes, from + 14, 4);
  }

  private static long uuidLow(byte[] bytes, int from) {
    return word(bytes, from + 19, 4) << 48 | word(bytes, from + 24, 12);
  }

  private static boolean isHex(byte[] bytes, int from, int to) {
    long wrong = 0;
    int at = from;
    for (; at <= to - EIGHT; at += EIGHT) {
      wrong |= wrongDigits(WireCursor.littleEndian(bytes, at));
    }
    int rest = 0;
    for (; at < to; at++) {
      rest |= VALUES[bytes[at] & 0xFF];
    }
    return wrong == 0 && rest >= 0;
  }

  private static long word(byte[] bytes, int from, int digits) {
    long value = 0;
    int at = from;
    for (; at <= from + digits - EIGHT; at += EIGHT) {
      value = value << 32 | eightDigits(WireCursor.littleEndian(bytes, at));
    }
    for (; at < from + digits; at++) {
      value = value << 4 | VALUES[bytes[at] & 0xFF];
    }
    return value;
  }

  /** The high bits of those of eight characters that are no hexadecimal digits. */
  private static long wrongDigits(long characters) {
    long low = characters & ~HIGH_BITS;
    long digit = low ^ 0x3030303030303030L;
    long letter = (low | 0x2020202020202020L) ^ 0x6060606060606060L;
    // A sum reaches the high bit when the byte is above 9, above 6, or above 0.
    long notDigit = digit + 0x7676767676767676L;
    long notLetter = (letter + 0x7979797979797979L) | ~(letter + 0x7F7F7F7F7F7F7F7FL);
    return (characters | (notDigit & notLetter)) & HIGH_BITS;
  }

  /** The number that eight hexadecimal digits say. */
  private static long eightDigits(long characters) {
    long letters = (characters >>> 6) & 0x0101010101010101L;
    long digits = Long.reverseBytes((characters & 0x0F0F0F0F0F0F0F0FL) + 9 * letters);
    long pairs = (digits | (digits >>> 4)) & 0x00FF00FF00FF00FFL;
    long quads = (pairs | (pairs >>> 8)) & 0x0000FFFF0000FFFFL;
    return (quads | (quads >>> 16)) & 0xFFFFFFFFL;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    for (int character = 0; character < values.length; character++) {
      values[character] = (byte) Character.digit((char) character, 16);
    }
    return values;
  }
}
