/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

/** Keeps texts inside the limits of the collector. */
final class Texts {

  /** Longest short text, such as a name, a model or a user: {@value} characters. */
  static final int MAX_NAME = 340;

  /** Longest id of the sender, such as a job: {@value} characters. */
  static final int MAX_ID = 128;

  /** Longest text for people: {@value} characters. */
  static final int MAX_MESSAGE = 4_000;

  private Texts() {}

  /** At most this many characters of a text, and no half of a surrogate pair at the end. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, half ? length - 1 : length);
  }

  /** A short text. */
  static String name(String text) {
    return cut(text, MAX_NAME);
  }

  /** An id that the application chose. */
  static String id(String text) {
    return cut(text, MAX_ID);
  }

  /** A text for people. */
  static String message(String text) {
    return cut(text, MAX_MESSAGE);
  }
}
