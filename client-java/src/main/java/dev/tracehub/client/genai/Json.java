/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON, and reads its strings. */
public final class Json {

  /** Of lists and maps inside each other; what is deeper is {@code "..."}. */
  private static final int MAX_DEPTH = 16;

  /** No more is written than a payload keeps of it: {@value} characters, and the last value. */
  private static final int MAX_LENGTH = 500_000;

  private Json() {}

  /**
   * Strings, numbers, booleans, iterables, maps and null as JSON, anything else as its text. What
   * comes after {@value #MAX_LENGTH} characters is left out.
   */
  public static String of(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value, MAX_DEPTH);
    return out.toString();
  }

  private static void append(StringBuilder out, @Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean || isFinite(value)) {
      out.append(value);
    } else if (value instanceof Map<?, ?> entries && depth > 0) {
      appendMap(out, entries, depth);
    } else if (value instanceof Iterable<?> values && depth > 0) {
      appendList(out, values, depth);
    } else if (value instanceof Map || value instanceof Iterable) {
      out.append("\"...\"");
    } else {
      quote(out, value.toString());
    }
  }

  private static boolean isFinite(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private static void appendMap(StringBuilder out, Map<?, ?> entries, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      if (out.length() > MAX_LENGTH) {
        break;
      }
      quote(out.append(separator), String.valueOf(entry.getKey())).append(':');
      append(out, entry.getValue(), depth - 1);
      separator = ",";
    }
    out.append('}');
  }

  private static void appendList(StringBuilder out, Iterable<?> values, int depth) {
    out.append('[');
    String separator = "";
    for (Object value : values) {
      if (out.length() > MAX_LENGTH) {
        break;
      }
      append(out.append(separator), value, depth - 1);
      separator = ",";
    }
    out.append(']');
  }

  /** Appends a text as a JSON string. */
  static StringBuilder quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"');
  }

  /** The text of a JSON string without its quotes; an escape that is none stays as it is. */
  public static String unescape(String json) {
    StringBuilder out = new StringBuilder(json.length());
    int i = 0;
    while (i < json.length()) {
      char c = json.charAt(i);
      if (c != '\\' || i + 1 == json.length()) {
        out.append(c);
        i++;
      } else if (json.charAt(i + 1) == 'u' && isHex(json, i + 2)) {
        out.append((char) Integer.parseInt(json, i + 2, i + 6, 16));
        i += 6;
      } else {
        out.append(simple(json.charAt(i + 1)));
        i += 2;
      }
    }
    return out.toString();
  }

  private static boolean isHex(String text, int from) {
    if (from + 4 > text.length()) {
      return false;
    }
    for (int i = from; i < from + 4; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static char simple(char escape) {
    return switch (escape) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> escape;
    };
  }
}
