/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/** Fills messages with random values of every kind that their fields allow. For one thread. */
public final class RandomMessages {

  private static final int MAX_DEPTH = 7;
  private static final List<String> TEXTS =
      List.of(
          "",
          "gpt-4o",
          "a \"quoted\"\n\ttext\\",
          "안녕하세요",
          "emoji 🚀",
          "\u0000\u001f\u2028",
          "/<>&'=");

  private final Random random;

  public RandomMessages(long seed) {
    this.random = new Random(seed);
  }

  /** A message of the prototype's type. */
  @SuppressWarnings("unchecked") // A builder makes messages of its prototype's class.
  public <M extends Message> M next(M prototype) {
    return (M) fill(prototype.newBuilderForType(), 0).build();
  }

  private Message.Builder fill(Message.Builder message, int depth) {
    if (message.getDescriptorForType().getFullName().equals("google.protobuf.Timestamp")) {
      return timestamp(message);
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (random.nextBoolean() || (isMessage && depth > MAX_DEPTH)) {
        continue;
      }
      if (field.getRealContainingOneof() != null
          && message.hasOneof(field.getRealContainingOneof())) {
        continue;
      }
      if (field.isMapField()) {
        message.addRepeatedField(field, value(message, field, depth));
      } else if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          message.addRepeatedField(field, value(message, field, depth));
        }
      } else {
        message.setField(field, value(message, field, depth));
      }
    }
    return message;
  }

  private Object value(Message.Builder parent, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> pick(0, 1, -1, random.nextInt(), Integer.MAX_VALUE, Integer.MIN_VALUE);
      case LONG -> pick(0L, 1L, -1L, random.nextLong(), Long.MAX_VALUE, Long.MIN_VALUE);
      case FLOAT -> pick(0f, random.nextFloat(), Float.NaN, Float.NEGATIVE_INFINITY);
      case DOUBLE ->
          pick(0.0, -1.5, random.nextGaussian(), 1e300, Double.NaN, Double.POSITIVE_INFINITY);
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTE_STRING -> bytes();
      case ENUM -> constant(field);
      case MESSAGE -> fill(parent.newBuilderForField(field), depth + 1).build();
    };
  }

  private Message.Builder timestamp(Message.Builder message) {
    FieldDescriptor seconds = message.getDescriptorForType().findFieldByName("seconds");
    return message.setField(seconds, (long) random.nextInt());
  }

  private ByteString bytes() {
    byte[] bytes = new byte[pick(0, 1, 8, 16, 200)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private EnumValueDescriptor constant(FieldDescriptor field) {
    List<EnumValueDescriptor> values = field.getEnumType().getValues();
    return values.get(random.nextInt(values.size()));
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
