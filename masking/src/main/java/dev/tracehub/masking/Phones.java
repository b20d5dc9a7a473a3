/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Telephone numbers as people write them. */
final class Phones {

  private static final String SEPARATORS = " -.";
  private static final int LEAST_INTERNATIONAL = 8;
  private static final int MOST_INTERNATIONAL = 15;
  private static final int MOST_GROUPS = 6;

  private Phones() {}

  /** The end of the number that begins here. */
  static int end(byte[] text, int start) {
    return switch (text[start]) {
      case '+' -> international(text, start + 1);
      case '0' -> korean(text, start);
      case '(' -> inParentheses(text, start + 1);
      default -> northAmerican(text, start);
    };
  }

  /** E.164: at most 15 digits, in at most six groups. */
  private static int international(byte[] text, int start) {
    int digits = 0;
    int last = 0;
    int end = Numbers.NONE;
    int at = start;
    for (int group = 0; group < MOST_GROUPS; group++) {
      int groupEnd = Numbers.digits(text, at, 1, MOST_INTERNATIONAL - digits);
      if (groupEnd < 0) {
        break;
      }
      last = groupEnd - at;
      digits += last;
      end = groupEnd;
      at = nextGroup(text, groupEnd);
      if (at < 0 || digits == MOST_INTERNATIONAL) {
        break;
      }
    }
    // With one digit at the end it is a decimal number, or a sum.
    return digits >= LEAST_INTERNATIONAL && last > 1 ? end : Numbers.NONE;
  }

  /** After a group may come a parenthesis on either side of a separator. */
  private static int nextGroup(byte[] text, int at) {
    int next = skip(text, skip(text, skip(text, at, ")"), SEPARATORS), "(");
    return next == at ? Numbers.NONE : next;
  }

  private static int skip(byte[] text, int at, String characters) {
    int after = Numbers.one(text, at, characters);
    return after < 0 ? at : after;
  }

  private static int korean(byte[] text, int start) {
    if (start + 3 > text.length || !Ascii.isDigit(text[start + 1])) {
      return Numbers.NONE;
    }
    if (isMobile(text, start)) {
      int unbroken = Numbers.digits(text, start, 10, 11);
      return unbroken >= 0 ? unbroken : local(text, start + 3, true);
    }
    int area = areaEnd(text, start);
    int separated = Numbers.one(text, area, ")" + SEPARATORS);
    return separated < 0 ? Numbers.NONE : local(text, separated, false);
  }

  private static boolean isMobile(byte[] text, int start) {
    return text[start + 1] == '1' && "016789".indexOf((char) text[start + 2]) >= 0;
  }

  /** The end of an area code or of a prefix for internet telephony. */
  private static int areaEnd(byte[] text, int start) {
    int end = Numbers.digits(text, start, 2, 4);
    if (end < 0) {
      return Numbers.NONE;
    }
    int second = Numbers.digit(text, start + 1);
    int third = end - start > 2 ? Numbers.digit(text, start + 2) : -1;
    boolean known =
        switch (end - start) {
          case 2 -> second == 2;
          case 3 ->
              (second >= 3 && second <= 6 && third >= 1 && third <= 5)
                  || (third == 0 && (second == 5 || second == 7 || second == 8));
          default -> second == 5 && third == 0;
        };
    return known ? end : Numbers.NONE;
  }

  /** Three or four digits and four more. */
  private static int local(byte[] text, int at, boolean separatorFirst) {
    int first = separatorFirst ? Numbers.one(text, at, SEPARATORS) : skip(text, at, " ");
    int middle = Numbers.digits(text, first, 3, 4);
    int together = Numbers.digits(text, first, 7, 8);
    return together >= 0
        ? together
        : Numbers.digits(text, Numbers.one(text, middle, SEPARATORS), 4);
  }

  private static int inParentheses(byte[] text, int start) {
    if (start < text.length && text[start] == '0') {
      int closed = Numbers.one(text, areaEnd(text, start), ")");
      return closed < 0 ? Numbers.NONE : local(text, skip(text, closed, SEPARATORS), false);
    }
    int closed = Numbers.one(text, Numbers.digits(text, start, 3), ")");
    return closed < 0 ? Numbers.NONE : exchange(text, skip(text, closed, SEPARATORS));
  }

  private static int northAmerican(byte[] text, int start) {
    int area = text[start] < '2' ? Numbers.NONE : Numbers.digits(text, start, 3);
    int separated = Numbers.one(text, area, SEPARATORS);
    int end = separated < 0 ? Numbers.NONE : exchange(text, separated);
    return end >= 0 && text[area] == text[separated + 3] ? end : Numbers.NONE;
  }

  private static int exchange(byte[] text, int at) {
    if (at >= text.length || text[at] < '2') {
      return Numbers.NONE;
    }
    int middle = Numbers.digits(text, at, 3);
    return Numbers.digits(text, Numbers.one(text, middle, SEPARATORS), 4);
  }
}
