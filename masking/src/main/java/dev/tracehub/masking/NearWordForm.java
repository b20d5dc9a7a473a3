/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Korean numbers whose form says too little, right after the word that says what they are. */
final class NearWordForm implements Form {

  /** How many bytes may stand between the word and the number; none of them a letter or digit. */
  private static final int LONGEST_GAP = 40;

  private static final CharClass GAP = CharClass.ALPHANUMERIC.others();
  private static final CharClass PASSPORT = CharClass.of("MSRODmsrod");

  private final Family family;
  private final List<String> words;

  private NearWordForm(Family family, List<String> words) {
    this.family = family;
    List<String> all = new ArrayList<>(words);
    for (String word : words) {
      if (word.charAt(0) > 0x7F) {
        all.add(escaped(word, "\\u%04x"));
        all.add(escaped(word, "\\u%04X"));
      }
    }
    this.words = all.stream().distinct().toList();
  }

  static NearWordForm driverLicence() {
    return new NearWordForm(Family.DRIVER_LICENCE, List.of("운전면허", "면허번호"));
  }

  static NearWordForm passport() {
    return new NearWordForm(Family.PASSPORT, List.of("여권", "passport", "Passport", "PASSPORT"));
  }

  private static String escaped(String word, String format) {
    StringBuilder escaped = new StringBuilder();
    word.chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, format, unit)));
    return escaped.toString();
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public List<String> anchors() {
    return words;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return true;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    for (String word : words) {
      String encoded = AnchorScan.bytes(word);
      if (Ascii.startsWith(bytes, start, to, encoded)) {
        int after = start + encoded.length();
        int at = skipWord(bytes, after, Math.min(to, after + LONGEST_GAP));
        int end = at > start && at < to ? end(bytes, at) : Numbers.NONE;
        return end >= 0 && Numbers.isEnd(bytes, end) && match.set(at, end);
      }
    }
    return false;
  }

  /** Skips what is no number: Korean, blanks and signs, and the English words for "number". */
  private static int skipWord(byte[] bytes, int from, int to) {
    int at = GAP.runEnd(bytes, from, to);
    for (String word : List.of("number", "Number", "no", "No", "NO")) {
      if (Ascii.startsWith(bytes, at, to, word)) {
        return GAP.runEnd(bytes, at + word.length(), to);
      }
    }
    return at;
  }

  private int end(byte[] text, int at) {
    return family == Family.PASSPORT ? passportEnd(text, at) : licenceEnd(text, at);
  }

  /** Region, year, serial number, check. */
  private static int licenceEnd(byte[] text, int at) {
    int region = Numbers.digits(text, at, 2);
    int year = Numbers.digits(text, Numbers.one(text, region, "- "), 2);
    int serial = Numbers.digits(text, Numbers.one(text, year, "- "), 6);
    return Numbers.digits(text, Numbers.one(text, serial, "- "), 2);
  }

  /** A letter and eight digits, of which since 2021 the fourth is a letter. */
  private static int passportEnd(byte[] text, int at) {
    if (at >= text.length || !PASSPORT.has(text[at])) {
      return Numbers.NONE;
    }
    int old = Numbers.digits(text, at + 1, 8);
    int first = Numbers.digits(text, at + 1, 3);
    boolean letter = first >= 0 && first < text.length && CharClass.LETTERS.has(text[first]);
    return old >= 0 || !letter ? old : Numbers.digits(text, first + 1, 4);
  }
}
