/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.TextLimits;
import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The attributes of one span, as they were given until they are written. */
final class Attributes {

  private static final int FIRST_CAPACITY = 8;
  private static final int KEY_FIELD = 1;
  private static final int VALUE_FIELD = 2;
  private static final Object[] NONE = new Object[0];

  private final Recorder recorder;
  private @Nullable Object[] entries = NONE;
  private int size;
  private int dropped;
  private int bytes;

  Attributes(Recorder recorder) {
    this.recorder = recorder;
  }

  void put(@Nullable String key, @Nullable String value) {
    if (value == null) {
      return;
    }
    String kept = Texts.cut(value, TextLimits.ATTRIBUTE + recorder.privacy().overlap());
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
    if (size == recorder.limits().attributes()) {
      dropped++;
      return;
    }
    if (2 * size == entries.length) {
      @Nullable Object[] grown = new Object[Math.max(FIRST_CAPACITY, 2 * entries.length)];
      System.arraycopy(entries, 0, grown, 0, entries.length);
      entries = grown;
    }
    entries[2 * size] = Texts.cut(key, TextLimits.KEY + recorder.privacy().overlap());
    entries[2 * size + 1] = value;
    size++;
    bytes += key.length() + valueBytes + 8;
  }

  int estimatedBytes() {
    return bytes;
  }

  /**
   * Writes what may leave. To be called once.
   *
   * @return how many attributes the span has without them
   */
  int write(ProtoWriter out) {
    Privacy privacy = recorder.privacy();
    removeRepeated();
    int held = 0;
    for (int i = 0; i < size; i++) {
      String key = (String) entries[2 * i];
      if (key != null && !privacy.allows(key)) {
        entries[2 * i] = null;
        held++;
      }
    }
    for (int i = 0; i < size; i++) {
      String key = (String) entries[2 * i];
      if (key != null) {
        write(out, key, Objects.requireNonNull(entries[2 * i + 1]));
      }
    }
    return dropped + held;
  }

  /** The last value of a key stays. A reader would see to it too, but it would count them all. */
  private void removeRepeated() {
    for (int i = 0; i < size; i++) {
      for (int later = i + 1; later < size; later++) {
        Object key = entries[2 * i];
        Object other = entries[2 * later];
        if (key != null && other != null && isSame(key, other)) {
          entries[2 * i] = null;
        }
      }
    }
  }

  /** Texts keep their hash: most pairs are told apart without a look at their characters. */
  private static boolean isSame(Object key, Object other) {
    return key == other || (key.hashCode() == other.hashCode() && key.equals(other));
  }

  private void write(ProtoWriter out, String key, Object value) {
    Privacy privacy = recorder.privacy();
    int entry = out.begin(Span.ATTRIBUTES_FIELD_NUMBER);
    out.string(KEY_FIELD, privacy.attributeKey(key));
    if (privacy.masks()) {
      AttributeValue whole = AttributeValues.of(value, privacy);
      out.message(VALUE_FIELD, privacy.attribute(key, whole));
    } else {
      AttributeValues.write(out, VALUE_FIELD, value);
    }
    out.end(entry);
  }
}
