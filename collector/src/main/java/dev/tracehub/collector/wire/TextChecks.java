/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

/** Checks of single texts and ids inside a message. */
final class TextChecks {

  private static final int MAX_DECIMAL_BYTES = 40;

  private TextChecks() {}

  /**
   * Checks the value of a field.
   *
   * @param start where the field begins
   * @param from where its value begins
   * @param to where its value ends
   * @throws WireFault at the field's start
   */
  static void check(FieldShape field, byte[] bytes, int start, int from, int to) {
    switch (field.check) {
      case STRING -> string(field, bytes, start, from, to);
      case ID -> id(field, bytes, start, from, to);
      case DECIMAL -> decimal(bytes, start, from, to);
      case TRACE_TEXT -> traceText(bytes, start, from, to);
      case SPAN_TEXT -> spanText(bytes, start, from, to);
      case TRACE_BYTES -> idBytes(16, start, to - from);
      case SPAN_BYTES -> idBytes(8, start, to - from);
      default -> throw new IllegalStateException(field.check + " (expected: a text)");
    }
  }

  private static void string(FieldShape field, byte[] bytes, int start, int from, int to) {
    if (to - from > field.limit) {
      throw MessageWalk.tooManyBytes(field, start, to - from);
    }
    requireUtf8(bytes, start, from, to);
  }

  private static void id(FieldShape field, byte[] bytes, int start, int from, int to) {
    requireUtf8(bytes, start, from, to);
    if (to - from > field.limit && Utf8.characters(bytes, from, to) > field.limit) {
      throw WireFault.tooLarge(
          start,
          Utf8.characters(bytes, from, to) + " characters (expected: at most " + field.limit + ")");
    }
  }

  private static void requireUtf8(byte[] bytes, int start, int from, int to) {
    if (!Utf8.isValid(bytes, from, to)) {
      throw WireFault.malformed(start, "bytes that are no text (expected: UTF-8)");
    }
  }

  /** No exponent: {@code 1e999999999} would become a gigabyte of digits. */
  private static void decimal(byte[] bytes, int start, int from, int to) {
    int points = 0;
    boolean digitLast = to == from;
    boolean valid = to - from <= MAX_DECIMAL_BYTES;
    for (int at = from; at < to && valid; at++) {
      digitLast = bytes[at] >= '0' && bytes[at] <= '9';
      valid = digitLast || (bytes[at] == '.' && at > from && points++ == 0);
    }
    if (!valid || !digitLast) {
      throw WireFault.invalid(
          start,
          Quote.of(bytes, from, to)
              + " (expected: a decimal number of at most "
              + MAX_DECIMAL_BYTES
              + " characters, without sign and exponent)");
    }
  }

  private static void traceText(byte[] bytes, int start, int from, int to) {
    if (!HexIds.isTraceId(bytes, from, to)) {
      throw WireFault.invalid(start, Quote.of(bytes, from, to) + HexIds.TRACE_ID_EXPECTED);
    }
  }

  private static void spanText(byte[] bytes, int start, int from, int to) {
    if (!HexIds.isSpanId(bytes, from, to)) {
      throw WireFault.invalid(start, Quote.of(bytes, from, to) + HexIds.SPAN_ID_EXPECTED);
    }
  }

  private static void idBytes(int expected, int start, int length) {
    if (length != 0 && length != expected) {
      throw WireFault.invalid(start, length + " bytes (expected: " + expected + ")");
    }
  }
}
