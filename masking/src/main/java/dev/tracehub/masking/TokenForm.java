/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * Keys with a telling prefix, followed by a run of characters. Stands for itself: no letter or
 * digit before it, and none of the run's characters after it.
 *
 * @param family the family
 * @param anchors the prefixes
 * @param characters what the run consists of
 * @param least the shortest run
 * @param most the longest run; a longer one is no such key
 * @param mixed whether a run without a digit or without a letter is no such key, because it may be
 *     a word
 */
record TokenForm(
    Family family, List<String> anchors, CharClass characters, int least, int most, boolean mixed)
    implements Form {

  TokenForm {
    anchors = List.copyOf(anchors);
  }

  /** A key whose run has any length from the least on. */
  static TokenForm of(Family family, CharClass characters, int least, String... anchors) {
    return new TokenForm(family, List.of(anchors), characters, least, Integer.MAX_VALUE, false);
  }

  /** A key whose run has exactly this length. */
  static TokenForm exactly(Family family, CharClass characters, int length, String... anchors) {
    return new TokenForm(family, List.of(anchors), characters, length, length, false);
  }

  /** The same without runs that may be words. */
  TokenForm withDigitAndLetter() {
    return new TokenForm(family, anchors, characters, least, most, true);
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    int from = prefixEnd(bytes, start, to);
    return from >= 0
        && to - from >= least
        && characters.runEnd(bytes, from, from + least) == from + least;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    int run = prefixEnd(bytes, start, to);
    if (run < 0 || !Ascii.isWordStart(bytes, start, from, CharClass.ALPHANUMERIC)) {
      return false;
    }
    // No further than it takes to know: every start in a run too long would read it to its end.
    int end = characters.runEnd(bytes, run, (int) Math.min(to, 1L + run + most));
    return end - run >= least
        && end - run <= most
        && (!mixed || isMixed(bytes, run, end))
        && match.set(start, end);
  }

  /** The end of the prefix that is at the start; -1 when there is none. */
  private int prefixEnd(byte[] bytes, int start, int to) {
    for (String anchor : anchors) {
      if (Ascii.startsWith(bytes, start, to, anchor)) {
        return start + anchor.length();
      }
    }
    return -1;
  }

  private static boolean isMixed(byte[] bytes, int from, int to) {
    boolean digit = false;
    boolean letter = false;
    for (int at = from; at < to; at++) {
      boolean isDigit = bytes[at] >= '0' && bytes[at] <= '9';
      digit |= isDigit;
      letter |= !isDigit;
    }
    return digit && letter;
  }
}
