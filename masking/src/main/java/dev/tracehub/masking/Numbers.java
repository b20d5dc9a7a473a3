/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** What all numbers that people write have in common: digits, separators, and where they stand. */
final class Numbers {

  /** No such number. */
  static final int NONE = -1;

  private static final int LONGEST_RUN = 2;

  private Numbers() {}

  /** Whether a number may begin here: not within a word, an id or a longer number. */
  static boolean isStart(byte[] text, int at) {
    if (!Ascii.isWordStart(text, at, 0, CharClass.WORD)) {
      return false;
    }
    if (at < 2) {
      return true;
    }
    byte before = text[at - 1];
    byte further = text[at - 2];
    boolean decimal = before == '.' && Ascii.isDigit(further);
    return !decimal && !(before == '-' && CharClass.ALPHANUMERIC.has(further));
  }

  /** Whether a number may end before this index. */
  static boolean isEnd(byte[] text, int end) {
    if (end >= text.length) {
      return true;
    }
    byte after = text[end];
    boolean goesOn =
        (after == '.' || after == '-') && end + 1 < text.length && Ascii.isDigit(text[end + 1]);
    return !goesOn && after != '@' && !CharClass.WORD.has(after);
  }

  /** Where the run of digits begins that this digit belongs to; not far before it. */
  static int runStart(byte[] text, int at, int from) {
    int start = at;
    int least = Math.max(from, at - LONGEST_RUN);
    while (start > least && Ascii.isDigit(text[start - 1])) {
      start--;
    }
    return start;
  }

  static int digitsEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && Ascii.isDigit(text[at])) {
      at++;
    }
    return at;
  }

  /** The index after exactly so many digits; {@link #NONE} when there are fewer or more. */
  static int digits(byte[] text, int from, int count) {
    return digits(text, from, count, count);
  }

  /** The index after a run of at least and at most so many digits. */
  static int digits(byte[] text, int from, int least, int most) {
    if (from < 0) {
      return NONE;
    }
    int end = digitsEnd(text, from, Math.min(text.length, from + most + 1));
    return end - from >= least && end - from <= most ? end : NONE;
  }

  /** The index after one of these characters; {@link #NONE} when another or none is here. */
  static int one(byte[] text, int at, String characters) {
    boolean here = at >= 0 && at < text.length && characters.indexOf((char) text[at]) >= 0;
    return here ? at + 1 : NONE;
  }

  static int digit(byte[] text, int at) {
    return text[at] - '0';
  }

  static int twoDigits(byte[] text, int at) {
    return 10 * digit(text, at) + digit(text, at + 1);
  }
}
