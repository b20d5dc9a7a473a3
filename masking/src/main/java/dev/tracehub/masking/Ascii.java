/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Looks for ASCII texts in bytes. */
final class Ascii {

  /** What follows a backslash for a line break, a tab and the like, in JSON and in source text. */
  private static final CharClass ESCAPED = CharClass.of("bfnrtv");

  private static final CharClass HEX = CharClass.of("0-9A-Fa-f");
  private static final int UNICODE_ESCAPE = "\\u0000".length();

  private Ascii() {}

  /** Whether the text, of characters below 256, is here. */
  static boolean startsWith(byte[] bytes, int from, int to, String text) {
    if (to - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[from + i] & 0xFF) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  /**
   * Whether a word may begin here: at the beginning of the text, or after anything but these
   * characters. A letter that belongs to an escaped character, as the n of a line break in JSON, is
   * no part of a word.
   */
  static boolean isWordStart(byte[] bytes, int at, int from, CharClass word) {
    return at <= from || !word.has(bytes[at - 1]) || endsEscape(bytes, at, from);
  }

  /** Whether the bytes before this index are an escaped character. */
  static boolean endsEscape(byte[] bytes, int at, int from) {
    if (at - from >= 2 && bytes[at - 2] == '\\' && ESCAPED.has(bytes[at - 1])) {
      return true;
    }
    int start = at - UNICODE_ESCAPE;
    return start >= from
        && bytes[start] == '\\'
        && bytes[start + 1] == 'u'
        && HEX.runEnd(bytes, start + 2, at) == at;
  }
}
