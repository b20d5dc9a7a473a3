/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java values into attribute values. */
final class AttributeValues {

  /** Deeper values are cut off: {@value} levels of lists and maps. */
  private static final int MAX_DEPTH = 16;

  /** Longer strings are cut: {@value} characters. */
  private static final int MAX_LENGTH = 200_000;

  private AttributeValues() {}

  /**
   * The value of a string, number, boolean, byte array, iterable, map or attribute value; the text
   * of anything else. Copies what the caller could change.
   */
  static AttributeValue of(@Nullable Object value) {
    return of(value, MAX_DEPTH);
  }

  private static AttributeValue of(@Nullable Object value, int depth) {
    AttributeValue.Builder builder = AttributeValue.newBuilder();
    if (value == null || depth == 0) {
      return builder.build();
    } else if (value instanceof AttributeValue ready) {
      return ready;
    } else if (value instanceof Boolean bool) {
      builder.setBoolValue(bool);
    } else if (value instanceof Double || value instanceof Float) {
      builder.setDoubleValue(((Number) value).doubleValue());
    } else if (isWhole(value)) {
      builder.setIntValue(((Number) value).longValue());
    } else if (value instanceof byte[] bytes) {
      builder.setBytesValue(ByteString.copyFrom(bytes));
    } else if (value instanceof Iterable<?> values) {
      builder.setArrayValue(array(values, depth));
    } else if (value instanceof Map<?, ?> entries) {
      builder.setMapValue(map(entries, depth));
    } else {
      builder.setStringValue(Texts.cut(value.toString(), MAX_LENGTH));
    }
    return builder.build();
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private static AttributeArray array(Iterable<?> values, int depth) {
    AttributeArray.Builder array = AttributeArray.newBuilder();
    values.forEach(value -> array.addValues(of(value, depth - 1)));
    return array.build();
  }

  private static AttributeMap map(Map<?, ?> entries, int depth) {
    AttributeMap.Builder map = AttributeMap.newBuilder();
    entries.forEach((key, value) -> map.putEntries(String.valueOf(key), of(value, depth - 1)));
    return map.build();
  }
}
