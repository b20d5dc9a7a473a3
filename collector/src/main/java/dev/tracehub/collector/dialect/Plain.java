/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of dialects as plain objects, whether they came as OTLP values or inside JSON: {@link
 * String}, {@link Long}, {@link Double}, {@link Boolean}, lists of these, and {@link AnyValue} for
 * what is none of them. Some bridges (Micrometer) send every value as text: numbers, lists, and
 * "none" for nothing.
 */
final class Plain {

  /** A longer text is no number; bounds the work on hostile input. */
  private static final int MAX_NUMBER_LENGTH = 64;

  private Plain() {}

  /** The plain form of an OTLP value; null when it is empty. */
  static @Nullable Object of(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      case ARRAY_VALUE -> list(value);
      case KVLIST_VALUE, BYTES_VALUE -> value;
      default -> null;
    };
  }

  private static List<Object> list(AnyValue array) {
    List<Object> values = new ArrayList<>(array.getArrayValue().getValuesCount());
    for (AnyValue element : array.getArrayValue().getValuesList()) {
      Object plain = of(element);
      values.add(plain == null ? element : plain);
    }
    return values;
  }

  /** The text of a scalar; null when it is empty, says "none", or is no scalar. */
  static @Nullable String text(Object value) {
    if (value instanceof String text) {
      String bare = unquoted(text);
      return bare.isEmpty() || bare.equals("none") ? null : bare;
    }
    return value instanceof Long || value instanceof Double || value instanceof Boolean
        ? value.toString()
        : null;
  }

  /** MLflow and Langfuse write texts as JSON strings. */
  private static String unquoted(String text) {
    int last = text.length() - 1;
    if (last < 1 || text.charAt(0) != '"' || text.charAt(last) != '"') {
      return text;
    }
    String decoded = decodeString(text);
    return decoded == null ? text : decoded;
  }

  /** The text inside a JSON string; null when the text is no JSON string. */
  static @Nullable String decodeString(String json) {
    try (JsonReader in = new JsonReader(new StringReader(json))) {
      String decoded = in.nextString();
      return in.peek() == JsonToken.END_DOCUMENT ? decoded : null;
    } catch (IOException | IllegalStateException e) {
      return null;
    }
  }

  static @Nullable Long count(Object value) {
    if (value instanceof Long number) {
      return number >= 0 ? number : null;
    }
    if (value instanceof String text) {
      return countOf(text);
    }
    BigDecimal number = decimal(value);
    if (number == null || number.signum() < 0 || number.compareTo(MAX_COUNT) > 0) {
      return null;
    }
    return number.stripTrailingZeros().scale() <= 0 ? (Long) number.longValue() : null;
  }

  private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(Long.MAX_VALUE);

  private static @Nullable Long countOf(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return null;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  static @Nullable BigDecimal decimal(Object value) {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
    }
    if (value instanceof String text && !text.isEmpty() && text.length() <= MAX_NUMBER_LENGTH) {
      try {
        BigDecimal number = new BigDecimal(text);
        return Math.abs(number.scale()) <= MAX_NUMBER_LENGTH ? number : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }

  /** The texts of a list, of a JSON array in a text, or of a single scalar. */
  static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(element -> addText(texts, element));
    } else if (value instanceof String text && looksLikeJsonArray(text)) {
      readArray(text, texts);
    } else {
      addText(texts, value);
    }
    return texts;
  }

  static boolean looksLikeJsonArray(String text) {
    return text.startsWith("[") && text.endsWith("]");
  }

  private static void readArray(String json, List<String> texts) {
    try (JsonReader in = new JsonReader(new StringReader(json))) {
      in.beginArray();
      while (in.hasNext()) {
        if (in.peek() == JsonToken.STRING || in.peek() == JsonToken.NUMBER) {
          addText(texts, in.nextString());
        } else {
          in.skipValue();
        }
      }
    } catch (IOException | IllegalStateException e) {
      // Not JSON after all: the text is one value.
      texts.clear();
      addText(texts, json);
    }
  }

  private static void addText(List<String> texts, @Nullable Object value) {
    String text = value == null ? null : text(value);
    if (text != null) {
      texts.add(text);
    }
  }
}
