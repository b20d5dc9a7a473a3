/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * Private keys in PEM form, also with their line breaks escaped as JSON does, or with spaces in
 * their place, or cut off before the end.
 */
final class PrivateKeyForm implements Form {

  private static final String BEGIN = "-----BEGIN ";
  private static final String LABEL_END = "PRIVATE KEY-----";
  private static final String END = "-----END ";
  private static final int LONGEST_LABEL = 40;
  private static final int LEAST_LINE = 16;
  private static final String DASHES = "-----";
  private static final CharClass LABEL = CharClass.of("A-Z0-9 ");

  /** Also "n" and "r", which stand for a line break after a backslash. */
  private static final CharClass LINE_BREAK = CharClass.of("\\nr \r\n\t");

  private static final CharClass BODY = CharClass.of("0-9A-Za-z+/=\\ \r\n\t");

  @Override
  public Family family() {
    return Family.PRIVATE_KEY;
  }

  @Override
  public List<String> anchors() {
    return List.of(BEGIN);
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return bodyFrom(bytes, start, to) >= 0;
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    int body = bodyFrom(bytes, start, to);
    if (body < 0) {
      return false;
    }
    int dashes = nextDashes(bytes, body, to);
    if (Ascii.startsWith(bytes, dashes, to, END)) {
      return match.set(start, lastLineEnd(bytes, dashes, to));
    }
    int firstLine = LINE_BREAK.runEnd(bytes, body, to);
    return CharClass.BASE64.runEnd(bytes, firstLine, to) - firstLine >= LEAST_LINE
        && match.set(start, BODY.runEnd(bytes, body, to));
  }

  /** Where five dashes stand next; the end when nowhere. */
  private static int nextDashes(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !Ascii.startsWith(bytes, at, to, DASHES)) {
      at++;
    }
    return at;
  }

  /** The index after the first line; -1 when it is none of a private key. */
  private static int bodyFrom(byte[] bytes, int start, int to) {
    if (!Ascii.startsWith(bytes, start, to, BEGIN)) {
      return -1;
    }
    int label = start + BEGIN.length();
    int last = Math.min(to, label + LONGEST_LABEL);
    for (int at = label; at < last && LABEL.has(bytes[at]); at++) {
      if (Ascii.startsWith(bytes, at, to, LABEL_END)) {
        return at + LABEL_END.length();
      }
    }
    return -1;
  }

  private static int lastLineEnd(byte[] bytes, int from, int to) {
    int label = LABEL.runEnd(bytes, from + END.length(), to);
    return Ascii.startsWith(bytes, label, to, DASHES) ? label + DASHES.length() : label;
  }
}
