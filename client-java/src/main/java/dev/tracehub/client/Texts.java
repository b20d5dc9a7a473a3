/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.TextLimits;
import org.jspecify.annotations.Nullable;

/**
 * Keeps texts inside the limits of the collector. Those that will be masked are cut a little behind
 * it, so that what lies across the cut is recognised.
 */
final class Texts {

  private Texts() {}

  /**
   * At most this many characters of a text, and no half of a surrogate pair at the end. Null, which
   * no signature allows and some caller will pass, is no text.
   */
  static String cut(@Nullable String text, int length) {
    return text == null ? "" : TextLimits.cut(text, length);
  }

  /** A short text. */
  static String name(@Nullable String text) {
    return cut(text, TextLimits.NAME);
  }

  /** A short text that will be masked. */
  static String name(@Nullable String text, Privacy privacy) {
    return cut(text, TextLimits.NAME + privacy.overlap());
  }

  /** An id that the application chose. */
  static String id(@Nullable String text) {
    return cut(text, TextLimits.ID);
  }

  /** A text for people that will be masked. */
  static String message(@Nullable String text, Privacy privacy) {
    return cut(text, TextLimits.MESSAGE + privacy.overlap());
  }
}
