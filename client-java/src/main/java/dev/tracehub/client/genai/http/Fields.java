/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.v1.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Moves fields of JSON to a span; what is missing moves nothing. */
public final class Fields {

  /** Most numbers of raw usage: {@value}. */
  private static final int MAX_RAW = 32;

  private Fields() {}

  /** The text of a field; null when it is missing or no text. */
  public static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue() : null;
  }

  /** The text of a field; empty when it is missing. */
  public static String textOrEmpty(JsonNode node, String field) {
    String text = text(node, field);
    return text == null ? "" : text;
  }

  /** A field that is a number, a text, true or false, or a list of them, as a parameter. */
  public static void parameter(LiveSpan span, String name, JsonNode value) {
    Object plain = plain(value);
    if (plain != null) {
      span.parameter(name, plain);
    }
  }

  private static @Nullable Object plain(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    } else if (value.isBoolean()) {
      return value.booleanValue();
    } else if (value.isIntegralNumber()) {
      return value.longValue();
    } else if (value.isNumber()) {
      return value.doubleValue();
    } else if (value.isArray() && !value.isEmpty()) {
      List<Object> list = new ArrayList<>();
      value.forEach(element -> list.add(String.valueOf(plain(element))));
      return list;
    }
    return null;
  }

  /** A count of tokens. */
  public static void tokens(JsonNode usage, String field, LongConsumer into) {
    JsonNode value = usage.path(field);
    if (value.isIntegralNumber() && value.longValue() >= 0) {
      into.accept(value.longValue());
    }
  }

  /** The provider's numbers under its names, those of details behind a dot. */
  public static void raw(JsonNode usage, Usage.Builder into) {
    raw("", usage, into);
  }

  private static void raw(String prefix, JsonNode node, Usage.Builder into) {
    node.properties()
        .forEach(
            entry -> {
              String name = prefix + entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isObject() && prefix.isEmpty()) {
                raw(name + ".", value, into);
              } else if (value.isIntegralNumber() && into.getRawCount() < MAX_RAW) {
                into.putRaw(name, value.longValue());
              }
            });
  }
}
