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
    int all = 0;
    for (int at = from; at < to; at++) {
      all |= VALUES[bytes[at] & 0xFF];
    }
    return all >= 0;
  }

  private static long word(byte[] bytes, int from, int digits) {
    long value = 0;
    for (int at = from; at < from + digits; at++) {
      value = value << 4 | VALUES[bytes[at] & 0xFF];
    }
    return value;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    for (int character = 0; character < values.length; character++) {
      values[character] = (byte) Character.digit((char) character, 16);
    }
    return values;
  }
}
