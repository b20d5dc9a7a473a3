/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one span, as they were given; turned into messages when the span is encoded.
 */
final class Attributes {

  private static final int FIRST_CAPACITY = 8;
  private static final int LONGEST_STRING = 200_000;
  private static final Object[] NONE = new Object[0];

  private final int limit;
  private @Nullable Object[] entries = NONE;
  private int size;
  private int dropped;
  private int bytes;

  Attributes(int limit) {
    this.limit = limit;
  }

  void put(@Nullable String key, @Nullable String value) {
    if (value == null) {
      return;
    }
    String kept = Texts.cut(value, LONGEST_STRING);
    add(key, kept, kept.length());
  }

  void put(@Nullable String key, Number value) {
    add(key, value, Long.BYTES);
  }

  void put(@Nullable String key, boolean value) {
    add(key, value, 1);
  }

  void put(@Nullable String key, AttributeValue value) {
    add(key, value, value.getSerializedSize());
  }

  private void add(@Nullable String key, Object value, int valueBytes) {
    if (key == null || key.isEmpty()) {
      return;
    }
    if (size == limit) {
      dropped++;
      return;
    }
    if (2 * size == entries.length) {
      @Nullable Object[] grown = new Object[Math.max(FIRST_CAPACITY, 2 * entries.length)];
      System.arraycopy(entries, 0, grown, 0, entries.length);
      entries = grown;
    }
    entries[2 * size] = key;
    entries[2 * size + 1] = value;
    size++;
    bytes += key.length() + valueBytes + 8;
  }

  int estimatedBytes() {
    return bytes;
  }

  void encode(Span.Builder span) {
    for (int i = 0; i < size; i++) {
      String key = Texts.cut(String.valueOf(entries[2 * i]), 80);
      span.putAttributes(key, AttributeValues.of(entries[2 * i + 1]));
    }
    if (dropped > 0) {
      span.getDroppedBuilder().setAttributes(dropped);
    }
  }
}
