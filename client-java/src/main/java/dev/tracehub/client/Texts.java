/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import org.jspecify.annotations.Nullable;

/** Keeps texts inside the limits of the collector. */
final class Texts {

  /** Longest short text, such as a name, a model or a user: {@value} characters. */
  static final int MAX_NAME = 340;

  /** Longest id of the sender, such as a job: {@value} characters. */
  static final int MAX_ID = 128;

  /** Longest text for people: {@value} characters. */
  static final int MAX_MESSAGE = 4_000;

  private Texts() {}

  /**
   * At most this many characters of a text, and no half of a surrogate pair at the end. Null, which
   * no signature allows and some caller will pass, is no text.
   */
  static String cut(@Nullable String text, int length) {
    if (text == null) {
      return "";
    } else if (text.length() <= length) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, half ? length - 1 : length);
  }

  /** A short text. */
  static String name(@Nullable String text) {
    return cut(text, MAX_NAME);
  }

  /** An id that the application chose. */
  static String id(@Nullable String text) {
    return cut(text, MAX_ID);
  }

  /** A text for people. */
  static String message(@Nullable String text) {
    return cut(text, MAX_MESSAGE);
  }
}
