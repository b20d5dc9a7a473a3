/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** A set of ASCII characters. Immutable, thread-safe. */
final class CharClass {

  static final CharClass ALPHANUMERIC = of("0-9A-Za-z");
  static final CharClass WORD = of("0-9A-Za-z_");
  static final CharClass WORD_DASH = of("0-9A-Za-z_-");
  static final CharClass ALPHANUMERIC_DASH = of("0-9A-Za-z-");
  static final CharClass HEX = of("0-9a-f");
  static final CharClass HEX_DASH = of("0-9a-f-");
  static final CharClass UPPER_BASE32 = of("A-Z2-7");
  static final CharClass BASE64 = of("0-9A-Za-z+/=");
  static final CharClass LETTERS = of("A-Za-z");
  static final CharClass DIGITS = of("0-9");
  static final CharClass ANY_HEX = of("0-9A-Fa-f");
  static final CharClass ANY = of("\u0000-\u00ff");
  static final CharClass NO_WORD = WORD.others();

  private final boolean[] members = new boolean[256];

  private CharClass() {}

  /** Members and ranges of members; a dash at the end is itself. */
  static CharClass of(String members) {
    CharClass set = new CharClass();
    for (int at = 0; at < members.length(); at++) {
      boolean range = at + 2 < members.length() && members.charAt(at + 1) == '-';
      char last = range ? members.charAt(at + 2) : members.charAt(at);
      for (char member = members.charAt(at); member <= last; member++) {
        set.members[member] = true;
      }
      at += range ? 2 : 0;
    }
    return set;
  }

  /** All that are not members. */
  CharClass others() {
    CharClass others = new CharClass();
    for (int value = 0; value < members.length; value++) {
      others.members[value] = !members[value];
    }
    return others;
  }

  boolean has(byte value) {
    return members[value & 0xFF];
  }

  /** The end of the run of members that begins here. */
  int runEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && has(bytes[at])) {
      at++;
    }
    return at;
  }
}
