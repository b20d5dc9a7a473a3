/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * International bank account numbers, together or in groups of four, that pass ISO 7064's check.
 */
final class IbanForm implements Form {

  private static final CharClass UPPER = CharClass.of("A-Z");
  private static final CharClass BODY = CharClass.of("0-9A-Z");
  private static final int LEAST = 15;
  private static final int MOST = 34;
  private static final int HEAD = 4;
  private static final int GROUP = 4;
  private static final int MODULUS = 97;

  @Override
  public Family family() {
    return Family.IBAN;
  }

  @Override
  public List<PairAnchor> pairs() {
    return List.of(new PairAnchor(UPPER, UPPER, 0), new PairAnchor(UPPER, CharClass.DIGITS, -1));
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return isHead(bytes, start, to);
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    if (!isHead(bytes, start, to) || !Ascii.isWordStart(bytes, start, from, CharClass.WORD)) {
      return false;
    }
    byte[] digits = new byte[MOST];
    int length = 0;
    int at = start;
    int end = start;
    while (at < to && length < MOST) {
      if (BODY.has(bytes[at])) {
        digits[length++] = bytes[at++];
        end = at;
      } else if (bytes[at] == ' ' && length % GROUP == 0) {
        at++;
      } else {
        break;
      }
      boolean ends = end >= to || !CharClass.WORD.has(bytes[end]);
      if (end == at && length >= LEAST && ends && isChecked(digits, length)) {
        return match.set(start, end);
      }
    }
    return false;
  }

  private static boolean isHead(byte[] bytes, int start, int to) {
    return to - start >= LEAST
        && UPPER.runEnd(bytes, start, start + 2) == start + 2
        && CharClass.DIGITS.runEnd(bytes, start + 2, start + HEAD) == start + HEAD;
  }

  private static boolean isChecked(byte[] digits, int length) {
    int rest = 0;
    for (int i = 0; i < length; i++) {
      byte here = digits[(i + HEAD) % length];
      rest =
          Ascii.isDigit(here)
              ? (rest * 10 + here - '0') % MODULUS
              : (rest * 100 + here - 'A' + 10) % MODULUS;
    }
    return rest == 1;
  }
}
