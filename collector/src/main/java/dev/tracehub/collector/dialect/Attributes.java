/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** OTLP values as the model's attribute values: the same types, nothing lost. */
public final class Attributes {

  /** An attribute without a value, also JSON's null. */
  static final AttributeValue EMPTY = AttributeValue.getDefaultInstance();

  private Attributes() {}

  /** The value in the model. */
  public static AttributeValue of(AnyValue value) {
    AttributeValue.Builder out = AttributeValue.newBuilder();
    switch (value.getValueCase()) {
      case STRING_VALUE -> out.setStringValueBytes(value.getStringValueBytes());
      case BOOL_VALUE -> out.setBoolValue(value.getBoolValue());
      case INT_VALUE -> out.setIntValue(value.getIntValue());
      case DOUBLE_VALUE -> out.setDoubleValue(value.getDoubleValue());
      case BYTES_VALUE -> out.setBytesValue(value.getBytesValue());
      case ARRAY_VALUE -> {
        AttributeArray.Builder array = out.getArrayValueBuilder();
        value.getArrayValue().getValuesList().forEach(element -> array.addValues(of(element)));
      }
      case KVLIST_VALUE -> {
        AttributeMap.Builder map = out.getMapValueBuilder();
        for (KeyValue entry : value.getKvlistValue().getValuesList()) {
          map.putEntries(entry.getKey(), of(entry.getValue()));
        }
      }
      default -> {
        return EMPTY;
      }
    }
    return out.build();
  }

  /** The value as OTLP has it. */
  static AnyValue toOtlp(AttributeValue value) {
    AnyValue.Builder out = AnyValue.newBuilder();
    switch (value.getValueCase()) {
      case STRING_VALUE -> out.setStringValueBytes(value.getStringValueBytes());
      case BOOL_VALUE -> out.setBoolValue(value.getBoolValue());
      case INT_VALUE -> out.setIntValue(value.getIntValue());
      case DOUBLE_VALUE -> out.setDoubleValue(value.getDoubleValue());
      case BYTES_VALUE -> out.setBytesValue(value.getBytesValue());
      case ARRAY_VALUE -> {
        ArrayValue.Builder array = out.getArrayValueBuilder();
        value.getArrayValue().getValuesList().forEach(element -> array.addValues(toOtlp(element)));
      }
      case MAP_VALUE ->
          out.setKvlistValue(
              KeyValueList.newBuilder().addAllValues(toOtlp(value.getMapValue().getEntriesMap())));
      case VALUE_NOT_SET -> {}
    }
    return out.build();
  }

  /** Attributes as OTLP has them, by name, so that their order is always the same. */
  static List<KeyValue> toOtlp(Map<String, AttributeValue> attributes) {
    List<KeyValue> out = new ArrayList<>(attributes.size());
    new TreeMap<>(attributes)
        .forEach(
            (name, value) ->
                out.add(KeyValue.newBuilder().setKey(name).setValue(toOtlp(value)).build()));
    return out;
  }

  /** The value as a text: scalars as they are, all else as JSON. */
  public static String text(AnyValue value) {
    Object plain = Plain.of(value);
    if (plain == null) {
      return "";
    }
    return plain instanceof List || plain instanceof AnyValue
        ? JsonText.of(plain)
        : plain.toString();
  }

  /**
   * A plain value in the model: a text, a number, a flag, or a list or map of such values.
   *
   * @see Plain
   */
  public static AttributeValue ofPlain(Object value) {
    AttributeValue.Builder out = AttributeValue.newBuilder();
    if (value instanceof String text) {
      out.setStringValue(text);
    } else if (value instanceof Long number) {
      out.setIntValue(number);
    } else if (value instanceof Double number) {
      out.setDoubleValue(number);
    } else if (value instanceof Boolean flag) {
      out.setBoolValue(flag);
    } else if (value instanceof List<?> list) {
      AttributeArray.Builder array = out.getArrayValueBuilder();
      list.forEach(element -> array.addValues(ofPlain(element)));
    } else if (value instanceof Map<?, ?> map) {
      AttributeMap.Builder entries = out.getMapValueBuilder();
      map.forEach((name, element) -> entries.putEntries((String) name, ofPlain(element)));
    } else if (value instanceof AnyValue any) {
      return of(any);
    }
    return out.build();
  }

  /** A text in the model. */
  public static AttributeValue ofText(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }
}
