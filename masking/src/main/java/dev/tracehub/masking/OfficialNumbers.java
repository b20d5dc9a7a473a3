/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** Numbers that authorities give to persons and firms, other than Korea's resident numbers. */
final class OfficialNumbers {

  private static final int[] BUSINESS_WEIGHTS = {1, 3, 7, 1, 3, 7, 1, 3, 5};
  private static final int BUSINESS_DIGITS = 10;

  private OfficialNumbers() {}

  /** The end of a social security number of the United States, with its dashes. */
  static int ssnEnd(byte[] text, int start) {
    int area = Numbers.digits(text, start, 3);
    int group = Numbers.digits(text, Numbers.one(text, area, "-"), 2);
    int end = Numbers.digits(text, Numbers.one(text, group, "-"), 4);
    if (end < 0) {
      return Numbers.NONE;
    }
    int areaNumber = 10 * Numbers.twoDigits(text, start) + Numbers.digit(text, start + 2);
    boolean issued = areaNumber > 0 && areaNumber < 900 && areaNumber != 666;
    boolean serial = Numbers.twoDigits(text, end - 4) + Numbers.twoDigits(text, end - 2) > 0;
    return issued && serial && Numbers.twoDigits(text, group - 2) > 0 ? end : Numbers.NONE;
  }

  /** The end of a Korean business registration number, with its dashes, that passes its check. */
  static int businessEnd(byte[] text, int start) {
    int office = Numbers.digits(text, start, 3);
    int kind = Numbers.digits(text, Numbers.one(text, office, "-"), 2);
    int end = Numbers.digits(text, Numbers.one(text, kind, "-"), 5);
    return end >= 0 && isBusiness(text, start, end) ? end : Numbers.NONE;
  }

  /** The National Tax Service's check: weights, and the tens of the ninth product. */
  private static boolean isBusiness(byte[] text, int start, int end) {
    int[] digits = new int[BUSINESS_DIGITS];
    int count = 0;
    for (int at = start; at < end; at++) {
      if (Ascii.isDigit(text[at])) {
        digits[count++] = Numbers.digit(text, at);
      }
    }
    int sum = digits[8] * 5 / 10;
    for (int i = 0; i < BUSINESS_WEIGHTS.length; i++) {
      sum += BUSINESS_WEIGHTS[i] * digits[i];
    }
    return (10 - sum % 10) % 10 == digits[9];
  }
}
