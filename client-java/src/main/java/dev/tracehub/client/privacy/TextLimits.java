/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

/** The longest texts that are sent, in characters; inside the collector's limits. */
public final class TextLimits {

  /**
   * A short text, such as a name, a model or a user: {@value} characters, which never exceed the
   * collector's 1024 bytes.
   */
  public static final int NAME = 340;

  /** An id of the sender, such as a job: {@value} characters. */
  public static final int ID = 128;

  /** A text for people: {@value} characters. */
  public static final int MESSAGE = 4_000;

  /** The key of a span's attribute: {@value} characters. */
  public static final int KEY = 80;

  /** A text in an attribute: {@value} characters. */
  public static final int ATTRIBUTE = 200_000;

  /** A rendered exception: {@value} characters. */
  public static final int STACK_TRACE = 16_000;

  private TextLimits() {}

  /**
   * At most this many characters of a text, and no half of a surrogate pair at the end.
   *
   * @param length at least 0
   */
  public static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean half = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, half ? length - 1 : length);
  }
}
