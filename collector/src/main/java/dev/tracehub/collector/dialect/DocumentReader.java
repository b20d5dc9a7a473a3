/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is looked for out of one JSON document, in one pass that skips all else. What stands
 * before a fault (senders cut long attributes) counts. For one document.
 */
final class DocumentReader {

  /** A document inside a JSON string inside a JSON string is the deepest that senders make. */
  private static final int MAX_DECODES = 2;

  private final Document document;
  private final Map<Binding, Object> found = new LinkedHashMap<>();
  private final Map<String, String> probed = new HashMap<>();
  private final Map<String, Object> allMembers = new LinkedHashMap<>();
  private boolean complete;

  private DocumentReader(Document document) {
    this.document = document;
  }

  static DocumentReader read(Document document, String json) {
    DocumentReader reader = new DocumentReader(document);
    String text = json;
    for (int i = 0; i < MAX_DECODES && text.startsWith("\""); i++) {
      String decoded = Plain.decodeString(text);
      if (decoded == null) {
        return reader;
      }
      text = decoded;
    }
    try (JsonReader in = new JsonReader(new StringReader(text))) {
      reader.readRoot(in);
      reader.complete = in.peek() == JsonToken.END_DOCUMENT;
    } catch (IOException | IllegalStateException e) {
      // No JSON, or cut in the middle: the attribute stays as it is.
      reader.complete = false;
    }
    return reader;
  }

  /** What was found, in the document's order, without what its conditions rule out. */
  Map<Binding, Object> found() {
    found
        .keySet()
        .removeIf(
            binding -> {
              Condition condition = binding.condition();
              return !condition.whereMember().isEmpty()
                  && !condition.whereValue().equals(probed.get(condition.whereMember()));
            });
    return found;
  }

  /** All members of the root, when something takes them. */
  Map<String, Object> allMembers() {
    return allMembers;
  }

  /** Whether the whole document was read. */
  boolean isComplete() {
    return complete;
  }

  private void readRoot(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.BEGIN_OBJECT || in.peek() == JsonToken.BEGIN_ARRAY) {
      walk(in, document.root(), false);
    } else {
      in.skipValue();
    }
  }

  private void walk(JsonReader in, Document.Node node, boolean several) throws IOException {
    switch (in.peek()) {
      case BEGIN_OBJECT -> walkObject(in, node, several);
      case BEGIN_ARRAY -> {
        if (node.leaves().isEmpty()) {
          walkArray(in, node);
        } else {
          take(node, readValue(in), several);
        }
      }
      default -> take(node, readValue(in), several);
    }
  }

  private void walkObject(JsonReader in, Document.Node node, boolean several) throws IOException {
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      Document.Node child = node.member(name);
      if (node.allMembers() != null || !node.sums().isEmpty() || isProbe(node, name)) {
        memberRead(node, name, readValue(in));
      } else if (child != null) {
        walk(in, child, several);
      } else {
        in.skipValue();
      }
    }
    in.endObject();
  }

  private boolean isProbe(Document.Node node, String name) {
    return node == document.root() && document.probes().contains(name);
  }

  private void memberRead(Document.Node node, String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (value instanceof String text && isProbe(node, name)) {
      probed.put(name, text);
    }
    Document.Node child = node.member(name);
    if (child != null) {
      take(child, value, false);
    }
    BigDecimal number = value instanceof String ? null : Plain.decimal(value);
    if (number != null) {
      node.sums()
          .forEach(
              (part, binding) -> {
                if (name.contains(part)) {
                  found.merge(binding, number, (a, b) -> ((BigDecimal) a).add((BigDecimal) b));
                }
              });
    }
    if (node.allMembers() != null) {
      allMembers.put(name, value);
    }
  }

  private void walkArray(JsonReader in, Document.Node node) throws IOException {
    in.beginArray();
    for (int index = 0; in.hasNext(); index++) {
      Document.Node child = node.anyElement();
      boolean several = child != null;
      if (child == null && !node.isEmpty()) {
        child = node.member(Integer.toString(index));
      }
      if (child == null) {
        in.skipValue();
      } else {
        walk(in, child, several);
      }
    }
    in.endArray();
  }

  @SuppressWarnings("unchecked") // Lists here are those that this method made.
  private void take(Document.Node node, @Nullable Object value, boolean several) {
    if (value == null) {
      return;
    }
    for (Binding binding : node.leaves()) {
      if (several) {
        ((List<Object>) found.computeIfAbsent(binding, b -> new ArrayList<>())).add(value);
      } else {
        found.putIfAbsent(binding, value);
      }
    }
  }

  /** A value as {@link Plain} holds it; objects as maps. */
  static @Nullable Object readValue(JsonReader in) throws IOException {
    return switch (in.peek()) {
      case STRING -> in.nextString();
      case BOOLEAN -> in.nextBoolean();
      case NUMBER -> number(in.nextString());
      case BEGIN_ARRAY -> readList(in);
      case BEGIN_OBJECT -> readMap(in);
      default -> {
        in.skipValue();
        yield null;
      }
    };
  }

  private static Object number(String digits) {
    boolean whole = digits.length() <= 18;
    for (int i = 0; whole && i < digits.length(); i++) {
      char c = digits.charAt(i);
      whole = (c >= '0' && c <= '9') || (c == '-' && i == 0);
    }
    if (whole) {
      return Long.valueOf(digits);
    }
    return Double.valueOf(digits);
  }

  private static List<Object> readList(JsonReader in) throws IOException {
    List<Object> values = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      Object value = readValue(in);
      values.add(value == null ? Attributes.EMPTY : value);
    }
    in.endArray();
    return values;
  }

  private static Map<String, Object> readMap(JsonReader in) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      Object value = readValue(in);
      values.put(name, value == null ? Attributes.EMPTY : value);
    }
    in.endObject();
    return values;
  }
}
