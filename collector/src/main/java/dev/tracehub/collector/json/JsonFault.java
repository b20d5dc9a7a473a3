/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import dev.tracehub.masking.MaskedText;

/**
 * What is wrong with a JSON text; becomes a status at the door of this package.
 *
 * <p>Not a part of the public face: callers see INVALID_ARGUMENT with the field.
 */
final class JsonFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String description;
  private final boolean behindValue;

  private JsonFault(String reason, String description, boolean behindValue) {
    super(description, null, false, false);
    this.reason = reason;
    this.description = description;
    this.behindValue = behindValue;
  }

  /** The next value cannot be taken. */
  static JsonFault ahead(String reason, String description) {
    return new JsonFault(reason, description, false);
  }

  /** The next value is of another type than the field. */
  static JsonFault wrongType(String found, String expected) {
    return ahead("WRONG_TYPE", found + " (expected: " + expected + ")");
  }

  /** The value that was just read is not of the form that the field has. */
  static JsonFault value(String reason, String shown, String expected) {
    return new JsonFault(reason, cut(shown) + " (expected: " + expected + ")", true);
  }

  String reason() {
    return reason;
  }

  String description() {
    return description;
  }

  /** Whether the reader stands behind the value at fault rather than before it. */
  boolean isBehindValue() {
    return behindValue;
  }

  /** Callers know what they sent; those who read their logs need not. */
  private static String cut(String value) {
    String text = MaskedText.of(value);
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
