/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Korean resident and foreigner registration numbers: {@code YYMMDD-SNNNNNC}. */
final class ResidentNumbers {

  private static final int BIRTH = 6;
  private static final int REST = 7;
  private static final int[] WEIGHTS = {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};

  private ResidentNumbers() {}

  /** The end of the number that begins here. */
  static int end(byte[] text, int start) {
    if (start + BIRTH + REST > text.length) {
      return Numbers.NONE;
    }
    int unbroken = Numbers.digits(text, start, BIRTH + REST);
    if (unbroken >= 0) {
      boolean right = isBirth(text, start) && hasCentury(text, start + BIRTH);
      return right && isChecked(text, start) ? unbroken : Numbers.NONE;
    }
    int birthEnd = Numbers.digits(text, start, BIRTH);
    int dash = Numbers.one(text, blank(text, birthEnd), "-");
    int rest = blank(text, dash);
    int end = Numbers.digits(text, rest, REST);
    return end >= 0 && isBirth(text, start) && hasCentury(text, rest) ? end : Numbers.NONE;
  }

  private static int blank(byte[] text, int at) {
    int after = Numbers.one(text, at, " ");
    return after < 0 ? at : after;
  }

  private static boolean isBirth(byte[] text, int start) {
    int month = Numbers.twoDigits(text, start + 2);
    int day = Numbers.twoDigits(text, start + 4);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  /** 1 to 4 for citizens, 5 to 8 for foreigners. */
  private static boolean hasCentury(byte[] text, int at) {
    return text[at] >= '1' && text[at] <= '8';
  }

  private static boolean isChecked(byte[] text, int start) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * Numbers.digit(text, start + i);
    }
    boolean foreigner = text[start + BIRTH] >= '5';
    int check = ((foreigner ? 13 : 11) - sum % 11) % 10;
    return check == Numbers.digit(text, start + WEIGHTS.length);
  }
}
