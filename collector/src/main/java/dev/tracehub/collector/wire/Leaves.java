/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

/** Visits the texts and opaque bytes of a message in their order. */
public final class Leaves {

  /** Deeper than any message that the walk accepts. */
  private static final int MAX_DEPTH = 100;

  private final WireCursor cursor = new WireCursor();
  private final Visitor visitor;

  private Leaves(byte[] bytes, Visitor visitor) {
    this.visitor = visitor;
    cursor.bytes = bytes;
  }

  /** Sees the leaves. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * A text or opaque bytes.
     *
     * @param resizable false for a field that this version does not know: it may be a message,
     *     whose parts must keep their lengths
     */
    void leaf(int from, int to, boolean resizable);
  }

  /** Visits all leaves that can be read; of a broken message those before the fault. */
  public static void visit(MessageShape shape, byte[] bytes, Visitor visitor) {
    new Leaves(bytes, visitor).message(shape, bytes.length, 0);
  }

  private void message(MessageShape shape, int end, int depth) {
    try {
      while (cursor.position < end) {
        field(shape, end, depth);
      }
    } catch (WireFault broken) {
      cursor.position = end;
    }
  }

  private void field(MessageShape shape, int end, int depth) {
    int start = cursor.position;
    int tag = cursor.readTag(end);
    if ((tag & 7) != Wire.LENGTH) {
      cursor.skipValue(tag, start, end);
      return;
    }
    int length = cursor.readLength(start, end);
    int from = cursor.position;
    FieldShape field = shape.field(tag >>> 3);
    MessageShape child = field == null ? null : field.child;
    if (child != null && depth < MAX_DEPTH) {
      message(child, from + length, depth + 1);
    } else {
      boolean known = field != null && field.elementType == Wire.LENGTH && child == null;
      visitor.leaf(from, from + length, known);
    }
    cursor.position = from + length;
  }
}
