/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** E-mail addresses, with the characters that addresses really have: no quotes, no slashes. */
final class Emails {

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 255;
  private static final CharClass LOCAL = CharClass.of("0-9A-Za-z._%+'-");
  private static final CharClass DOMAIN = CharClass.of("0-9A-Za-z.-");
  private static final int LEAST_TOP_LEVEL = 2;

  private Emails() {}

  /**
   * Looks around an @.
   *
   * @param done nothing before this index belongs to the address
   */
  static boolean match(byte[] text, int at, int done, Match match) {
    int from = localFrom(text, at, done);
    int to = domainEnd(text, at + 1);
    return from < at && to > at + 1 && match.set(from, to);
  }

  private static int localFrom(byte[] text, int at, int done) {
    int least = Math.max(done, at - LONGEST_LOCAL);
    int from = at;
    while (from > least && LOCAL.has(text[from - 1])) {
      from--;
    }
    // In JSON an escaped line break before the address ends in letters that are none of it.
    for (int start = from; start < Math.min(at, from + "u0000".length()); start++) {
      if (Ascii.endsEscape(text, start + 1, done) && start + 1 < at) {
        from = start + 1;
        break;
      }
    }
    while (from < at && (text[from] == '.' || text[from] == '\'' || text[from] == '-')) {
      from++;
    }
    return from;
  }

  /** The end of a domain name whose last label is of letters; the begin when there is none. */
  private static int domainEnd(byte[] text, int from) {
    int end = DOMAIN.runEnd(text, from, Math.min(text.length, from + LONGEST_DOMAIN));
    while (end > from) {
      int label = labelFrom(text, from, end);
      boolean letters = CharClass.LETTERS.runEnd(text, label, end) == end;
      if (letters && end - label >= LEAST_TOP_LEVEL && label - 1 > from && text[from] != '.') {
        return end;
      }
      end = label - 1;
    }
    return from;
  }

  private static int labelFrom(byte[] text, int from, int end) {
    int label = end;
    while (label > from && text[label - 1] != '.') {
      label--;
    }
    return label;
  }
}
