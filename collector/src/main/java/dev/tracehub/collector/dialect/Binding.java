/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A source bound to a field.
 *
 * @param field what it fills
 * @param rank its place among all lines: the lowest wins
 * @param label the source as the raw usage names it
 * @param condition when it counts
 */
record Binding(Field field, int rank, String label, Condition condition) {

  /** The value in the field's form; null when it is unusable or not the one asked for. */
  @Nullable Object read(Object value, long startNanos) {
    if (!condition.is().isEmpty()) {
      return condition.is().equals(Plain.text(value)) ? Boolean.TRUE : null;
    }
    if (field.form() == Form.DURATION) {
      return Form.readDuration(value, condition.unit(), startNanos);
    }
    Object read = field.form().read(value);
    return read instanceof String text && condition.refuses(text) ? null : read;
  }
}
