/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Applies edits to a message and puts right the lengths of what encloses them. All else, unknown
 * fields included, stays byte for byte as the sender wrote it.
 */
public final class MessageEditor {

  private final WireCursor cursor = new WireCursor();
  private final byte[] bytes;
  private final Edits edits;
  private int next;

  private MessageEditor(byte[] bytes, Edits edits) {
    this.bytes = bytes;
    this.edits = edits;
    cursor.bytes = bytes;
  }

  /**
   * The edited message; the same array when there are no edits.
   *
   * @param bytes a message in which everything that encloses an edit is well-formed
   */
  public static byte[] apply(MessageShape shape, byte[] bytes, Edits edits) {
    return edits.isEmpty()
        ? bytes
        : new MessageEditor(bytes, edits).message(shape, 0, bytes.length);
  }

  private byte[] message(MessageShape shape, int from, int to) {
    Output out = new Output(to - from);
    int kept = from;
    cursor.position = from;
    while (pending(to)) {
      int start = cursor.position;
      int tag = cursor.readTag(to);
      int afterTag = cursor.position;
      cursor.skipValue(tag, start, to);
      int end = cursor.position;
      if (!pending(end)) {
        continue;
      }
      if (edits.from(next) <= start) {
        out.copy(bytes, kept, start);
        next++;
      } else {
        out.copy(bytes, kept, afterTag);
        out.value(value(shape.field(tag >>> 3), valueFrom(afterTag, end), end));
        cursor.position = end;
      }
      kept = end;
    }
    out.copy(bytes, kept, to);
    return out.toBytes();
  }

  private int valueFrom(int afterTag, int end) {
    cursor.position = afterTag;
    cursor.readLength(afterTag, end);
    return cursor.position;
  }

  private byte[] value(@Nullable FieldShape field, int from, int to) {
    MessageShape child = field == null ? null : field.child;
    return child == null ? leaf(from, to) : message(child, from, to);
  }

  private byte[] leaf(int from, int to) {
    Output out = new Output(to - from);
    int kept = from;
    for (; pending(to); next++) {
      out.copy(bytes, kept, edits.from(next));
      byte[] replacement = edits.replacement(next);
      out.copy(replacement, 0, replacement.length);
      kept = edits.to(next);
    }
    out.copy(bytes, kept, to);
    return out.toBytes();
  }

  /** Whether the next edit begins before the index. */
  private boolean pending(int end) {
    return next < edits.size() && edits.from(next) < end;
  }

  /** A growing array. */
  private static final class Output {

    private byte[] buffer;
    private int length;

    Output(int expected) {
      buffer = new byte[expected + 16];
    }

    void copy(byte[] source, int from, int to) {
      ensure(to - from);
      System.arraycopy(source, from, buffer, length, to - from);
      length += to - from;
    }

    void value(byte[] value) {
      ensure(Wire.varintSize(value.length));
      length = Wire.putVarint(buffer, length, value.length);
      copy(value, 0, value.length);
    }

    byte[] toBytes() {
      return Arrays.copyOf(buffer, length);
    }

    private void ensure(int more) {
      if (buffer.length - length < more) {
        buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
      }
    }
  }
}
