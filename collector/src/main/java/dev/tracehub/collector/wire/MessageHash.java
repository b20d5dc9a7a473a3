/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import org.jspecify.annotations.Nullable;

/**
 * Hashes the parts of a message one by one, so that entries of a map count the same in any order.
 * The order of everything else matters. Reads what a walk found valid. For one thread.
 */
final class MessageHash {

  private static final long SEED = 0x8EBC6AF09C88C6E3L;

  private final WireCursor cursor = new WireCursor();

  /** The hash of the field, which is known to be a message of the shape. */
  long ofField(MessageShape shape, byte[] bytes, int from, int to) {
    cursor.bytes = bytes;
    cursor.position = from;
    int tag = cursor.readTag(to);
    cursor.readLength(from, to);
    return ContentHash.mix(message(shape, to), tag);
  }

  void forget() {
    cursor.forget();
  }

  private long message(MessageShape shape, int end) {
    long sequence = SEED;
    long entries = 0;
    while (cursor.position < end) {
      int start = cursor.position;
      int tag = cursor.readTag(end);
      FieldShape field = shape.field(tag >>> 3);
      long hash = ContentHash.mix(field(field, tag, start, end), tag);
      if (field != null && field.map) {
        entries += hash;
      } else {
        sequence = ContentHash.mix(sequence, hash);
      }
    }
    return ContentHash.mix(sequence, entries ^ SEED);
  }

  private long field(@Nullable FieldShape field, int tag, int start, int end) {
    MessageShape child = field == null ? null : field.child;
    if (child != null) {
      int length = cursor.readLength(start, end);
      return message(child, cursor.position + length);
    }
    cursor.skipValue(tag, start, end);
    return ContentHash.of(cursor.bytes, start, cursor.position);
  }
}
