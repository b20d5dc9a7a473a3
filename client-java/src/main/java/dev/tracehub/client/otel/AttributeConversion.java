/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.otel;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's attributes as ours. */
final class AttributeConversion {

  /** Longer strings are cut: {@value} characters. */
  private static final int MAX_LENGTH = 200_000;

  /** Deeper values are cut off: {@value} levels. */
  private static final int MAX_DEPTH = 16;

  private AttributeConversion() {}

  /** Changeable, in the order of the attributes. */
  static Map<String, Object> map(Attributes attributes) {
    Map<String, Object> map = new LinkedHashMap<>();
    attributes.forEach((key, value) -> map.put(key.getKey(), value));
    return map;
  }

  static AttributeValue value(Object value) {
    return value(value, MAX_DEPTH);
  }

  private static AttributeValue value(@Nullable Object given, int depth) {
    @Nullable Object value = given instanceof Value<?> wrapped ? wrapped.getValue() : given;
    AttributeValue.Builder builder = AttributeValue.newBuilder();
    if (depth == 0 || value == null) {
      return builder.build(); // A list may hold nulls.
    } else if (value instanceof Boolean bool) {
      builder.setBoolValue(bool);
    } else if (value instanceof Long number) {
      builder.setIntValue(number);
    } else if (value instanceof Double number) {
      builder.setDoubleValue(number);
    } else if (value instanceof ByteBuffer bytes) {
      builder.setBytesValue(ByteString.copyFrom(bytes.duplicate()));
    } else if (value instanceof List<?> list) {
      list(builder, list, depth);
    } else {
      builder.setStringValue(cut(value.toString()));
    }
    return builder.build();
  }

  /** A map is a list of keys with values. */
  private static void list(AttributeValue.Builder builder, List<?> list, int depth) {
    if (!list.isEmpty() && list.get(0) instanceof KeyValue) {
      AttributeMap.Builder map = builder.getMapValueBuilder();
      for (Object element : list) {
        KeyValue entry = (KeyValue) element;
        map.putEntries(entry.getKey(), value(entry.getValue(), depth - 1));
      }
    } else {
      AttributeArray.Builder array = builder.getArrayValueBuilder();
      list.forEach(element -> array.addValues(value(element, depth - 1)));
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
    return text.substring(0, half ? MAX_LENGTH - 1 : MAX_LENGTH);
  }
}
