/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How a message is read: its fields by both of their names. Unchanged once it is built. */
final class MessagePlan {

  private final Descriptor type;
  private final boolean wellKnown;
  private final Map<String, FieldPlan> fields = new HashMap<>();
  private int onceCount;

  private MessagePlan(Descriptor type) {
    this.type = type;
    this.wellKnown = WellKnown.isOne(type);
  }

  /**
   * The plan of a message and of all that it holds.
   *
   * @param hex tells which fields of bytes are in hexadecimal
   */
  static MessagePlan of(Descriptor type, Predicate<FieldDescriptor> hex) {
    return of(type, hex, new HashMap<>());
  }

  /** Messages may hold themselves, so a plan is known before it is filled. */
  private static MessagePlan of(
      Descriptor type, Predicate<FieldDescriptor> hex, Map<Descriptor, MessagePlan> known) {
    MessagePlan held = known.get(type);
    if (held != null) {
      return held;
    }
    MessagePlan plan = new MessagePlan(type);
    known.put(type, plan);
    Map<OneofDescriptor, Integer> oneofs = new HashMap<>();
    for (FieldDescriptor field : type.getFields()) {
      OneofDescriptor oneof = field.getRealContainingOneof();
      int once =
          oneof == null
              ? plan.onceCount++
              : oneofs.computeIfAbsent(oneof, first -> plan.onceCount++);
      MessagePlan inside =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
              ? of(field.getMessageType(), hex, known)
              : null;
      FieldPlan fieldPlan = new FieldPlan(field, once, hex.test(field), inside);
      plan.fields.put(field.getJsonName(), fieldPlan);
      plan.fields.put(field.getName(), fieldPlan);
    }
    return plan;
  }

  Descriptor type() {
    return type;
  }

  /** Whether {@link WellKnown} reads it. */
  boolean isWellKnown() {
    return wellKnown;
  }

  /** The field of this name; null when there is none. */
  @Nullable FieldPlan field(String name) {
    return fields.get(name);
  }

  /** An empty set of the {@link FieldPlan#once} numbers. */
  long[] noneSeen() {
    return new long[(onceCount + 63) >>> 6];
  }
}
