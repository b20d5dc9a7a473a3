/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import com.google.protobuf.ByteString;
import dev.tracehub.client.privacy.Privacy;
import dev.tracehub.client.privacy.TextLimits;
import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java values into attribute values. */
final class AttributeValues {

  /** Deeper values are cut off: {@value} levels of lists and maps. */
  private static final int MAX_DEPTH = 16;

  private final Privacy privacy;

  private AttributeValues(Privacy privacy) {
    this.privacy = privacy;
  }

  /**
   * The value of a string, number, boolean, byte array, iterable, map or attribute value; the text
   * of anything else. Copies what the caller could change.
   */
  static AttributeValue of(@Nullable Object value, Privacy privacy) {
    return new AttributeValues(privacy).of(value, MAX_DEPTH);
  }

  /** Writes a value that {@link Attributes} keeps. */
  static void write(ProtoWriter out, int field, Object value) {
    if (value instanceof AttributeValue ready) {
      out.message(field, ready);
      return;
    }
    int message = out.begin(field);
    if (value instanceof String text) {
      out.string(AttributeValue.STRING_VALUE_FIELD_NUMBER, text);
    } else if (value instanceof Boolean bool) {
      out.bool(AttributeValue.BOOL_VALUE_FIELD_NUMBER, bool);
    } else if (isWhole(value)) {
      out.varint(AttributeValue.INT_VALUE_FIELD_NUMBER, ((Number) value).longValue());
    } else {
      out.float64(AttributeValue.DOUBLE_VALUE_FIELD_NUMBER, ((Number) value).doubleValue());
    }
    out.end(message);
  }

  private AttributeValue of(@Nullable Object value, int depth) {
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
      builder.setStringValue(Texts.cut(value.toString(), TextLimits.ATTRIBUTE + privacy.overlap()));
    }
    return builder.build();
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private AttributeArray array(Iterable<?> values, int depth) {
    AttributeArray.Builder array = AttributeArray.newBuilder();
    values.forEach(value -> array.addValues(of(value, depth - 1)));
    return array.build();
  }

  private AttributeMap map(Map<?, ?> entries, int depth) {
    AttributeMap.Builder map = AttributeMap.newBuilder();
    entries.forEach((key, value) -> map.putEntries(String.valueOf(key), of(value, depth - 1)));
    return map.build();
  }
}
