/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a message type as the walk sees them. Immutable, thread-safe. */
public final class MessageShape {

  /** The number of the field of an entry that holds its key. */
  static final int ENTRY_KEY = 1;

  /** The number of the field of an entry that holds its value. */
  static final int ENTRY_VALUE = 2;

  private final @Nullable FieldShape[] byNumber;
  private final boolean entry;
  private final int counters;

  private MessageShape(Descriptor type, FieldRules rules) {
    int highest = type.getFields().stream().mapToInt(FieldDescriptor::getNumber).max().orElse(0);
    byNumber = new FieldShape[highest + 1];
    int repeated = 0;
    for (FieldDescriptor field : type.getFields()) {
      byNumber[field.getNumber()] =
          new FieldShape(field, field.isRepeated() ? repeated++ : -1, rules);
    }
    counters = repeated;
    entry = isEntry(type);
  }

  /** Entries of maps, and OTLP's attributes, which are lists of entries. */
  private static boolean isEntry(Descriptor type) {
    FieldDescriptor key = type.findFieldByNumber(ENTRY_KEY);
    FieldDescriptor value = type.findFieldByNumber(ENTRY_VALUE);
    return key != null
        && value != null
        && key.getName().equals("key")
        && key.getType() == FieldDescriptor.Type.STRING
        && value.getName().equals("value");
  }

  /** The shape of a message type and of all types that it mentions. */
  static MessageShape of(Descriptor type, FieldRules rules) {
    return linked(type, rules, new HashMap<>());
  }

  private static MessageShape linked(
      Descriptor type, FieldRules rules, Map<String, MessageShape> known) {
    MessageShape shape = known.get(type.getFullName());
    if (shape != null) {
      return shape;
    }
    shape = new MessageShape(type, rules);
    known.put(type.getFullName(), shape);
    for (FieldDescriptor field : type.getFields()) {
      if (field.getType() == FieldDescriptor.Type.MESSAGE) {
        shape.required(field.getNumber()).child = linked(field.getMessageType(), rules, known);
      }
    }
    return shape;
  }

  /** The field with this number; null when this version knows none. */
  @Nullable FieldShape field(int number) {
    return number < byNumber.length ? byNumber[number] : null;
  }

  /** Whether it is a key and what stands under it. */
  boolean isEntry() {
    return entry;
  }

  /** How many repeated fields there are. */
  int counters() {
    return counters;
  }

  /** The shape of the message in a field that is known to hold one. */
  MessageShape childOf(int number) {
    MessageShape child = required(number).child;
    if (child == null) {
      throw new IllegalArgumentException("field " + number + " (expected: a message)");
    }
    return child;
  }

  private FieldShape required(int number) {
    FieldShape field = field(number);
    if (field == null) {
      throw new IllegalArgumentException("field " + number + " (expected: a known field)");
    }
    return field;
  }
}
