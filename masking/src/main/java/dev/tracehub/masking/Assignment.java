/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

/** A name and its value, as headers, JSON, YAML and command lines write them. */
final class Assignment {

  /** Quotes, escaped or not, and blanks around a name's colon or equals sign. */
  private static final CharClass AROUND = CharClass.of("\\\"' \t");

  private static final int MOST_AROUND = 8;

  /** Neither a colon nor an equals sign: no two values overlap, so that reading them is linear. */
  private static final CharClass TOKEN = CharClass.of("0-9A-Za-z._~+/-");

  private static final int MOST_PADDING = 2;

  private Assignment() {}

  /** Where the value of a name begins; -1 when no value follows the name. */
  static int valueFrom(byte[] bytes, int nameEnd, int to) {
    int sign = AROUND.runEnd(bytes, nameEnd, Math.min(to, nameEnd + MOST_AROUND));
    if (sign >= to || (bytes[sign] != ':' && bytes[sign] != '=')) {
      return -1;
    }
    return AROUND.runEnd(bytes, sign + 1, Math.min(to, sign + 1 + MOST_AROUND));
  }

  /** The end of a token, with the padding of base64. */
  static int tokenEnd(byte[] bytes, int from, int to) {
    int end = TOKEN.runEnd(bytes, from, to);
    int padded = end;
    while (padded < to && padded - end < MOST_PADDING && bytes[padded] == '=') {
      padded++;
    }
    return padded;
  }

  static boolean hasDigit(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (Ascii.isDigit(bytes[at])) {
        return true;
      }
    }
    return false;
  }
}
