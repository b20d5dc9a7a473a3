/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Numbers of JSON, which have no quotes: what takes the place of one has to bring them. */
public final class JsonNumbers {

  private static final CharClass BLANK = CharClass.of(" \n\r\t");
  private static final CharClass BEFORE = CharClass.of(":,[");
  private static final CharClass AFTER = CharClass.of(",]}");

  private JsonNumbers() {}

  /** Whether this part of a text is a whole number of JSON. */
  public static boolean isNumber(byte[] text, int from, int to) {
    boolean json = text.length > 0 && (text[0] == '{' || text[0] == '[');
    if (!json || CharClass.DIGITS.runEnd(text, from, to) < to) {
      return false;
    }
    int before = from - 1;
    while (before >= 0 && BLANK.has(text[before])) {
      before--;
    }
    int after = BLANK.runEnd(text, to, text.length);
    return before >= 0 && after < text.length && BEFORE.has(text[before]) && AFTER.has(text[after]);
  }
}
