/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a request of any method that asks for what a project holds: by its ids where the request
 * takes ids, else for everything of all times.
 *
 * @param ids what to put into fields of these names
 */
record RequestFiller(Map<String, String> ids) {

  /** Ids that say who sends, or that the sender makes up. */
  private static final List<String> OF_THE_SENDER =
      List.of("client_id", "batch_id", "dead_letter_ids");

  /** Values of enums that show the most; of others the first one is taken. */
  private static final List<String> TELLING = List.of("DIMENSION_NAME", "MEASURE_COUNT");

  private static final Map<String, Timestamp> TIMES =
      Map.of(
          "start", Timestamps.fromSeconds(System.currentTimeMillis() / 1000 - 3600),
          "end", Timestamps.fromSeconds(System.currentTimeMillis() / 1000 + 3600));

  private static final List<String> QUESTIONS = List.of("time_range", "group_by");

  DynamicMessage fill(Descriptor type) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      value(field)
          .ifPresent(
              value -> {
                if (field.isRepeated()) {
                  message.addRepeatedField(field, value);
                } else {
                  message.setField(field, value);
                }
              });
    }
    return message.build();
  }

  private Optional<Object> value(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> text(field);
      case ENUM -> Optional.of(telling(field.getEnumType()));
      case MESSAGE -> message(field);
      default -> Optional.empty();
    };
  }

  private Optional<Object> text(FieldDescriptor field) {
    String name = field.getName();
    if (ids.containsKey(name)) {
      return Optional.of(ids.get(name));
    }
    if ((name.endsWith("_id") || name.endsWith("_ids")) && !OF_THE_SENDER.contains(name)) {
      throw new AssertionError(
          field.getFullName() + ": a new sort of id (expected: a value for it in this test)");
    }
    return Optional.empty();
  }

  private Optional<Object> message(FieldDescriptor field) {
    Descriptor type = field.getMessageType();
    if (type.getFullName().equals("google.protobuf.Timestamp")
        && TIMES.containsKey(field.getName())) {
      return Optional.of(parsed(type, TIMES.get(field.getName())));
    }
    return QUESTIONS.contains(field.getName()) ? Optional.of(fill(type)) : Optional.empty();
  }

  private static DynamicMessage parsed(Descriptor type, Timestamp time) {
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByName("seconds"), time.getSeconds())
        .build();
  }

  private static EnumValueDescriptor telling(EnumDescriptor type) {
    return type.getValues().stream()
        .filter(value -> TELLING.contains(value.getName()))
        .findFirst()
        .orElseGet(() -> type.getValues().get(Math.min(1, type.getValues().size() - 1)));
  }
}
