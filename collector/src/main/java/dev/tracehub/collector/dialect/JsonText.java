/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.tracehub.v1.AttributeValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Plain values (see {@link Plain}), maps of them and OTLP values as JSON text. */
final class JsonText {

  private JsonText() {}

  static String of(Object value) {
    StringWriter text = new StringWriter();
    try (JsonWriter out = new JsonWriter(text)) {
      // NaN and infinities are no JSON; as text they are at least read.
      out.setStrictness(Strictness.LENIENT);
      write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Whether the text looks like an object or an array: a glance, no proof. */
  static boolean looksLikeDocument(String text) {
    if (text.length() < 2) {
      return false;
    }
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    return (first == '{' && last == '}') || (first == '[' && last == ']');
  }

  /** Whether the text is an object or an array. */
  static boolean isDocument(String text) {
    if (!looksLikeDocument(text)) {
      return false;
    }
    try (JsonReader in = new JsonReader(new StringReader(text))) {
      in.skipValue();
      return in.peek() == JsonToken.END_DOCUMENT;
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }

  private static void write(JsonWriter out, Object value) throws IOException {
    if (value instanceof String text) {
      out.value(text);
    } else if (value instanceof Long number) {
      out.value(number);
    } else if (value instanceof Double number) {
      out.value(number);
    } else if (value instanceof Boolean flag) {
      out.value(flag);
    } else if (value instanceof List<?> list) {
      out.beginArray();
      for (Object element : list) {
        write(out, element);
      }
      out.endArray();
    } else if (value instanceof Map<?, ?> map) {
      writeMap(out, map);
    } else if (value instanceof Raw raw) {
      out.jsonValue(raw.json());
    } else if (value instanceof AnyValue any) {
      writeOtlp(out, any);
    } else if (value instanceof AttributeValue) {
      out.nullValue();
    } else {
      throw new IllegalArgumentException("value: " + value.getClass() + " (expected: plain)");
    }
  }

  /** A value that is JSON text already. */
  record Raw(String json) {}

  private static void writeMap(JsonWriter out, Map<?, ?> map) throws IOException {
    out.beginObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.name((String) entry.getKey());
      write(out, entry.getValue());
    }
    out.endObject();
  }

  private static void writeOtlp(JsonWriter out, AnyValue value) throws IOException {
    switch (value.getValueCase()) {
      case KVLIST_VALUE -> {
        out.beginObject();
        for (KeyValue entry : value.getKvlistValue().getValuesList()) {
          out.name(entry.getKey());
          writeOtlp(out, entry.getValue());
        }
        out.endObject();
      }
      case BYTES_VALUE ->
          out.value(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      default -> {
        Object plain = Plain.of(value);
        if (plain == null) {
          out.nullValue();
        } else {
          write(out, plain);
        }
      }
    }
  }
}
