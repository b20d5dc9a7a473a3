/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.cli;

/** How many columns of a terminal text takes. */
final class Width {

  private Width() {}

  /** Counts wide characters (Korean, Chinese, Japanese, emoji) twice. */
  static int of(String text) {
    return text.codePoints().map(Width::ofCodePoint).sum();
  }

  private static int ofCodePoint(int codePoint) {
    Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
    return switch (script) {
      case HANGUL, HAN, HIRAGANA, KATAKANA -> 2;
      default -> codePoint >= 0x1F300 && codePoint <= 0x1FAFF ? 2 : 1;
    };
  }
}
