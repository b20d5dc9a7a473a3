/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

/**
 * Visits the texts and opaque bytes of a message in their order. Ids and decimal numbers that are
 * well-formed are left out: they are what they are.
 */
public final class Leaves {

  /** Deeper than any message that the walk accepts. */
  private static final int MAX_DEPTH = 100;

  private static final int KEY_TAG = MessageShape.ENTRY_KEY << 3 | Wire.LENGTH;

  private final WireCursor cursor = new WireCursor();
  private final Visitor visitor;
  private int keyFrom;
  private int keyTo;

  private Leaves(byte[] bytes, Visitor visitor) {
    this.visitor = visitor;
    cursor.bytes = bytes;
  }

  /** Sees the leaves. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * What comes until {@link #endKey} stands under a key.
     *
     * @param from where the key begins
     * @param to where it ends
     */
    default void key(int from, int to) {}

    /** What stands under the key has been seen. */
    default void endKey() {}

    /** The text of a key itself, which stands under none of the keys around it. */
    default void keyText(int from, int to) {
      leaf(from, to, true);
    }

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
    boolean keyed = shape.isEntry() && readKey(end);
    int from = keyFrom;
    int to = keyTo;
    try {
      while (cursor.position < end) {
        boolean value = keyed && isValue(end);
        if (value) {
          visitor.key(from, to);
        }
        field(shape, end, depth);
        if (value) {
          visitor.endKey();
        }
      }
    } catch (WireFault broken) {
      cursor.position = end;
    }
  }

  private boolean isValue(int end) {
    int start = cursor.position;
    boolean value = cursor.readTag(end) >>> 3 == MessageShape.ENTRY_VALUE;
    cursor.position = start;
    return value;
  }

  /** The key need not come first. Of several the last one counts, as for every reader. */
  private boolean readKey(int end) {
    int entry = cursor.position;
    keyFrom = entry;
    keyTo = entry;
    boolean found = false;
    try {
      while (cursor.position < end) {
        int start = cursor.position;
        int tag = cursor.readTag(end);
        int afterTag = cursor.position;
        cursor.skipValue(tag, start, end);
        if (tag == KEY_TAG) {
          keyTo = cursor.position;
          cursor.position = afterTag;
          cursor.readLength(afterTag, end);
          keyFrom = cursor.position;
          cursor.position = keyTo;
          found = true;
        }
      }
    } catch (WireFault broken) {
      // What could be read of the key counts; the walk refuses the message.
    }
    cursor.position = entry;
    return found;
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
    } else if (field == null || !field.isPlain(cursor.bytes, from, from + length)) {
      boolean known = field != null && field.elementType == Wire.LENGTH && child == null;
      if (shape.isEntry() && tag == KEY_TAG) {
        visitor.keyText(from, from + length);
      } else {
        visitor.leaf(from, from + length, known);
      }
    }
    cursor.position = from + length;
  }
}
