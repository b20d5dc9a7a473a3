/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import java.util.HashSet;
import java.util.Set;

/**
 * Masks texts and then cuts them to their length. The application's thread cuts them a little
 * longer, so that what lies across the cut is recognised and not left as a half. For one thread.
 */
final class TextMasker {

  /** What more of a text is kept until it is masked: {@value} characters. */
  static final int OVERLAP = 1_024;

  private static final int MOST_KNOWN_KEYS = 1_024;

  private final SafeMasker masker;

  /**
   * Keys in which nothing was found: they are few and come with every span. What something was
   * found in is never kept.
   */
  private final Set<String> cleanKeys = new HashSet<>();

  TextMasker(SafeMasker masker) {
    this.masker = masker;
  }

  boolean masks() {
    return masker.masks();
  }

  /** A text that is never longer than a length. */
  String mask(String field, String text, int length) {
    if (!masks()) {
      return text;
    }
    String masked = masker.mask(field, text);
    return TextLimits.cut(masked, room(text.length(), masked.length(), length));
  }

  /** A text that is left whole where the application's thread has not cut it. */
  String maskOwn(String field, String text, int length) {
    return text.length() > length + OVERLAP ? masker.mask(field, text) : mask(field, text, length);
  }

  /** The key of an attribute, a parameter or a label. */
  String maskKey(String key, int length) {
    if (!masks() || cleanKeys.contains(key)) {
      return key;
    }
    String masked = mask("keys", key, length);
    if (masked.equals(key) && cleanKeys.size() < MOST_KNOWN_KEYS) {
      cleanKeys.add(key);
    }
    return masked;
  }

  /**
   * The most that may be sent of what was masked. Where the application's thread has cut, the end
   * is half of something that was not recognised: what was handed over beyond the length goes,
   * however much shorter the rest has become.
   */
  static int room(int given, int masked, int length) {
    return given > length ? Math.max(0, Math.min(length, masked - (given - length))) : length;
  }
}
