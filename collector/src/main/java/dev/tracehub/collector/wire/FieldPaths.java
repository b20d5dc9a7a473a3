/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import org.jspecify.annotations.Nullable;

/**
 * Names the field at a position, e.g. {@code attributes[3].value}. Reads the message a second time,
 * which only a fault has to pay for.
 */
final class FieldPaths {

  private FieldPaths() {}

  /**
   * The path within the message of the field whose tag is at the position; as much of it as can be
   * told when the bytes are not well-formed. Empty when the fault is the message's own.
   */
  static String of(MessageShape shape, byte[] bytes, int from, int to, int position) {
    StringBuilder path = new StringBuilder();
    WireCursor cursor = new WireCursor();
    cursor.bytes = bytes;
    MessageShape current = shape;
    int start = from;
    int end = to;
    while (current != null && start < end) {
      FieldShape field = find(current, cursor, start, end, position, path);
      if (field == null) {
        break;
      }
      current = field.child;
      start = cursor.valueFrom;
      end = cursor.position;
    }
    return path.toString();
  }

  /** Finds the field that holds the position, adds its name; null when the search is over. */
  private static @Nullable FieldShape find(
      MessageShape shape, WireCursor cursor, int from, int to, int position, StringBuilder path) {
    int[] seen = new int[shape.counters()];
    cursor.position = from;
    while (cursor.position < to) {
      int start = cursor.position;
      FieldShape field = step(shape, cursor, to);
      boolean holds = start <= position && position < cursor.position;
      if (field != null && holds) {
        append(path, field, seen);
        return start == position ? null : field;
      }
      if (holds || cursor.position <= start) {
        return null;
      }
      if (field != null && field.repeated()) {
        seen[field.counter]++;
      }
    }
    return null;
  }

  /** Passes over one field; a broken one ends where its message ends. */
  private static @Nullable FieldShape step(MessageShape shape, WireCursor cursor, int to) {
    int start = cursor.position;
    FieldShape field = null;
    try {
      int tag = cursor.readTag(to);
      field = shape.field(tag >>> 3);
      cursor.valueFrom = cursor.position;
      if ((tag & 7) == Wire.LENGTH) {
        int length = cursor.readLength(start, to);
        cursor.valueFrom = cursor.position;
        cursor.position += length;
      } else {
        cursor.skipValue(tag, start, to);
      }
    } catch (WireFault broken) {
      cursor.position = to;
    }
    return field;
  }

  private static void append(StringBuilder path, FieldShape field, int[] seen) {
    if (!path.isEmpty()) {
      path.append('.');
    }
    path.append(field.name);
    if (field.repeated()) {
      path.append('[').append(seen[field.counter]).append(']');
    }
  }
}
