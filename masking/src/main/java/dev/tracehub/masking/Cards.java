/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/**
 * Payment card numbers (ISO/IEC 7812) in one run or in the groups that are printed on cards, with
 * Luhn's check.
 */
final class Cards {

  private static final int LEAST = 13;
  private static final int MOST = 19;
  private static final String SEPARATORS = " -";
  private static final int[][] GROUPS = {{4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}};

  private Cards() {}

  /** The end of the number that begins here. */
  static int end(byte[] text, int start) {
    if (start >= text.length || text[start] < '2' || text[start] > '6') {
      return Numbers.NONE;
    }
    int end = Numbers.digits(text, start, LEAST, MOST);
    if (end >= 0) {
      return isCard(text, start, end) ? end : Numbers.NONE;
    }
    for (int[] groups : GROUPS) {
      end = grouped(text, start, groups);
      if (end >= 0 && isCard(text, start, end)) {
        return end;
      }
    }
    return Numbers.NONE;
  }

  private static int grouped(byte[] text, int start, int[] groups) {
    int at = Numbers.digits(text, start, groups[0]);
    if (at < 0 || at >= text.length || SEPARATORS.indexOf((char) text[at]) < 0) {
      return Numbers.NONE;
    }
    String separator = String.valueOf((char) text[at]);
    for (int group = 1; group < groups.length && at >= 0; group++) {
      at = Numbers.digits(text, Numbers.one(text, at, separator), groups[group]);
    }
    return at;
  }

  private static boolean isCard(byte[] text, int start, int end) {
    int digits = 0;
    int sum = 0;
    for (int at = end - 1; at >= start; at--) {
      if (Ascii.isDigit(text[at])) {
        int value = Numbers.digit(text, at) << (digits & 1);
        sum += value > 9 ? value - 9 : value;
        digits++;
      }
    }
    return sum % 10 == 0 && isIssued(text, start, digits);
  }

  /** Whether networks issue numbers of this length under the first digits. */
  private static boolean isIssued(byte[] text, int start, int digits) {
    return switch (text[start]) {
      case '2' -> digits == 16 && isSecondMastercardRange(text, start);
      case '3' -> digits >= 14 && digits <= 16;
      case '4' -> digits == 13 || digits == 16 || digits == 19;
      default -> true;
    };
  }

  private static boolean isSecondMastercardRange(byte[] text, int start) {
    int first = Ascii.isDigit(text[start + 3]) ? 100 * Numbers.twoDigits(text, start) : 0;
    int four = first + Numbers.twoDigits(text, start + 2);
    return four >= 2221 && four <= 2720;
  }
}
