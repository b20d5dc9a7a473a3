/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers that stand for a person or a firm, found by their digits. Looks at whole texts. */
final class NumberForm implements Form {

  private static final CharClass PLUS = CharClass.of("+");
  private static final CharClass ZERO = CharClass.of("0");
  private static final CharClass SEPARATORS = CharClass.of(" .()+-");
  private static final int LONGEST = 40;
  private static final int LEAST_DIGITS = 9;
  private static final int DATE = "2026-01-01".length();

  private final Set<Family> families;

  /** Finds these of the families, the others not. */
  NumberForm(Set<Family> families) {
    this.families = families;
  }

  @Override
  public Family family() {
    return Family.CARD;
  }

  @Override
  public List<PairAnchor> pairs() {
    return List.of(
        new PairAnchor(CharClass.DIGITS, CharClass.DIGITS, 0),
        new PairAnchor(PLUS, CharClass.DIGITS, 1),
        new PairAnchor(CharClass.ANY, PLUS, 2),
        new PairAnchor(CharClass.NO_WORD, ZERO, 1));
  }

  /**
   * Whether there are enough digits. No more can be said: the bytes around a text may be digits.
   */
  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    if (!isFirst(bytes, start, 0)) {
      return false;
    }
    int at = Numbers.runStart(bytes, start, 0);
    int last = Math.min(to, at + LONGEST);
    at = isDate(bytes, at, last) ? at + DATE : at;
    // With a plus sign one less is enough.
    int digits = at > 0 && bytes[at - 1] == '+' ? 1 : 0;
    while (at < last && (Ascii.isDigit(bytes[at]) || SEPARATORS.has(bytes[at]))) {
      digits += Ascii.isDigit(bytes[at++]) ? 1 : 0;
    }
    return digits >= LEAST_DIGITS;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    if (!isFirst(bytes, start, from)) {
      return false;
    }
    int number = Numbers.runStart(bytes, start, Math.max(from, match.done));
    boolean signed = number > match.done && (bytes[number - 1] == '+' || bytes[number - 1] == '(');
    return (signed && matchAt(bytes, number - 1, match)) || matchAt(bytes, number, match);
  }

  private boolean matchAt(byte[] text, int at, Match match) {
    Family family = Numbers.isStart(text, at) ? find(text, at, match) : null;
    return family != null && match.set(family, at, match.to);
  }

  private @Nullable Family find(byte[] text, int at, Match match) {
    if (is(Family.RESIDENT_NUMBER, text, ResidentNumbers.end(text, at), match)) {
      return Family.RESIDENT_NUMBER;
    }
    if (is(Family.US_SSN, text, OfficialNumbers.ssnEnd(text, at), match)) {
      return Family.US_SSN;
    }
    if (is(Family.BUSINESS_NUMBER, text, OfficialNumbers.businessEnd(text, at), match)) {
      return Family.BUSINESS_NUMBER;
    }
    if (is(Family.PHONE, text, Phones.end(text, at), match)) {
      return Family.PHONE;
    }
    return is(Family.CARD, text, Cards.end(text, at), match) ? Family.CARD : null;
  }

  private boolean is(Family family, byte[] text, int end, Match match) {
    if (end < 0 || !families.contains(family) || !Numbers.isEnd(text, end)) {
      return false;
    }
    match.to = end;
    return true;
  }

  /** Whether no pair before this one has told of the same run of digits. */
  private static boolean isFirst(byte[] bytes, int start, int from) {
    return start < bytes.length
        && Ascii.isDigit(bytes[start])
        && !(start - 2 >= from
            && Ascii.isDigit(bytes[start - 1])
            && Ascii.isDigit(bytes[start - 2]));
  }

  private static boolean isDate(byte[] bytes, int at, int to) {
    if (to - at < DATE || bytes[at + 4] != '-' || bytes[at + 7] != '-') {
      return false;
    }
    return Numbers.digitsEnd(bytes, at, at + 4) == at + 4
        && Numbers.digitsEnd(bytes, at + 5, at + 7) == at + 7
        && Numbers.digitsEnd(bytes, at + 8, at + DATE) == at + DATE;
  }
}
