/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.schema;

import java.util.HexFormat;

/** Ids as numbers. */
public final class Ids {

  private static final int SPAN_DIGITS = 16;

  private Ids() {}

  /** The first eight bytes of a trace id in its canonical form; 0 for no id. */
  public static long high(String traceId) {
    return traceId.isEmpty() ? 0 : HexFormat.fromHexDigitsToLong(traceId, 0, SPAN_DIGITS);
  }

  /** The last eight bytes of a trace id in its canonical form; 0 for no id. */
  public static long low(String traceId) {
    return traceId.isEmpty()
        ? 0
        : HexFormat.fromHexDigitsToLong(traceId, SPAN_DIGITS, 2 * SPAN_DIGITS);
  }

  /** A span id in its canonical form; 0 for no id. */
  public static long span(String spanId) {
    return spanId.isEmpty() ? 0 : HexFormat.fromHexDigitsToLong(spanId);
  }

  /** Whether the text is a trace id in its canonical form. */
  public static boolean isCanonicalTrace(String text) {
    return isCanonical(text, 2 * SPAN_DIGITS);
  }

  /** Whether the text is a span id in its canonical form. */
  public static boolean isCanonicalSpan(String text) {
    return isCanonical(text, SPAN_DIGITS);
  }

  /** 64 bits that tell texts apart nearly always: callers compare the texts when they are equal. */
  public static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static boolean isCanonical(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    boolean allZeros = true;
    for (int i = 0; i < digits; i++) {
      char digit = text.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
      allZeros &= digit == '0';
    }
    return !allZeros;
  }
}
