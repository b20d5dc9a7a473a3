/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.amendment;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A field of a span that an amendment may correct.
 *
 * @param path the field, with the fields of the messages around it before it
 */
record AmendableField(List<FieldDescriptor> path) {

  AmendableField {
    path = List.copyOf(path);
  }

  /** The field at a path of names such as {@code status.message}. */
  static AmendableField at(String path) {
    List<FieldDescriptor> fields = new ArrayList<>();
    var type = Span.getDescriptor();
    for (String name : path.split("\\.", -1)) {
      FieldDescriptor field = type.findFieldByName(name);
      fields.add(field);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        type = field.getMessageType();
      }
    }
    return new AmendableField(fields);
  }

  /** What values it takes, for people. */
  String expected() {
    if (field().isRepeated()) {
      return "a list of texts";
    }
    return switch (field().getJavaType()) {
      case STRING -> "a text";
      case BOOLEAN -> "true or false";
      case ENUM ->
          field().getEnumType().getValues().stream()
              .filter(value -> value.getNumber() != 0)
              .map(this::shortName)
              .collect(Collectors.joining(", ", "one of ", ""));
      default -> "a whole number that is not negative";
    };
  }

  /** Whether it takes the value. */
  boolean takes(AttributeValue value) {
    return value(value).isPresent();
  }

  /** Puts the value in the place of what was there; what it does not take changes nothing. */
  void set(Span.Builder span, AttributeValue value) {
    value(value)
        .ifPresent(
            converted -> {
              Message.Builder message = span;
              for (FieldDescriptor outer : path.subList(0, path.size() - 1)) {
                message = message.getFieldBuilder(outer);
              }
              message.setField(field(), converted);
            });
  }

  private FieldDescriptor field() {
    return path.get(path.size() - 1);
  }

  private Optional<Object> value(AttributeValue value) {
    if (field().isRepeated()) {
      return value.hasArrayValue()
              && value.getArrayValue().getValuesList().stream()
                  .allMatch(AttributeValue::hasStringValue)
          ? Optional.of(
              value.getArrayValue().getValuesList().stream()
                  .map(AttributeValue::getStringValue)
                  .toList())
          : Optional.empty();
    }
    return switch (field().getJavaType()) {
      case STRING ->
          value.hasStringValue() ? Optional.of(value.getStringValue()) : Optional.empty();
      case BOOLEAN -> value.hasBoolValue() ? Optional.of(value.getBoolValue()) : Optional.empty();
      case ENUM -> enumValue(value);
      case INT ->
          value.hasIntValue() && value.getIntValue() >= 0 && value.getIntValue() <= 0xffff_ffffL
              ? Optional.of((int) value.getIntValue())
              : Optional.empty();
      case LONG ->
          value.hasIntValue() && value.getIntValue() >= 0
              ? Optional.of(value.getIntValue())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Object> enumValue(AttributeValue value) {
    return field().getEnumType().getValues().stream()
        .filter(known -> known.getNumber() != 0)
        .filter(known -> value.hasStringValue() && shortName(known).equals(value.getStringValue()))
        .findFirst()
        .map(known -> (Object) known);
  }

  /** Without the prefix that all values of the enum have: SPAN_TYPE_LLM is LLM. */
  private String shortName(EnumValueDescriptor value) {
    String unset = field().getEnumType().findValueByNumber(0).getName();
    return value.getName().substring(unset.length() - "UNSPECIFIED".length());
  }
}
