/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

/** Counts tokens about as a byte-pair encoder would: four Latin letters, or one Hangul syllable. */
final class Tokens {

  private static final int LETTERS_PER_TOKEN = 4;

  private Tokens() {}

  static int count(String text) {
    int tokens = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        letters++;
      } else {
        tokens += words(letters) + (Character.isWhitespace(c) ? 0 : 1);
        letters = 0;
      }
    }
    return tokens + words(letters);
  }

  private static int words(int letters) {
    return (letters + LETTERS_PER_TOKEN - 1) / LETTERS_PER_TOKEN;
  }
}
