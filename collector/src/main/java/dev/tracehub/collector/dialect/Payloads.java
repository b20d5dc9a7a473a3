/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Payload;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the two sides of a span's content from what was read. For one span. */
final class Payloads {

  private static final String JSON = "application/json";

  private final SpanReader span;
  private final Reading reading;

  Payloads(SpanReader span) {
    this.span = span;
    this.reading = span.reading();
  }

  /** What went in; null when nothing did. */
  @Nullable Payload input() {
    Binding winner = reading.winner(Field.INPUT);
    Object instructions = reading.payload(Field.SYSTEM_INSTRUCTIONS);
    if (winner != null && winner.condition().system() && instructions != null) {
      return withInstructions(winner, instructions);
    }
    return build(Field.INPUT, Field.INPUT_MIME_TYPE);
  }

  /** What came out; null when nothing did. */
  @Nullable Payload output() {
    return build(Field.OUTPUT, Field.OUTPUT_MIME_TYPE);
  }

  private @Nullable Payload build(Field field, Field mimeType) {
    Object value = reading.payload(field);
    Binding winner = reading.winner(field);
    if (value == null || winner == null) {
      return null;
    }
    int origin = reading.origin(field);
    if (value instanceof String text) {
      reading.tell(origin);
      return text(text, span.textBytes(origin), mimeTypeOf(winner, mimeType));
    }
    if (value instanceof ElementTree tree) {
      span.tellArray(tree);
      return json(tree.toJson());
    }
    if (value instanceof SpanReader.MadeMessage message) {
      return message(message);
    }
    reading.tell(origin);
    return value instanceof AnyValue any && any.hasBytesValue()
        ? bytes(any.getBytesValue())
        : json(JsonText.of(value));
  }

  /** The type that goes with the attribute (input.value with input.mime_type). */
  private String mimeTypeOf(Binding winner, Field mimeType) {
    String attribute = mimeType == Field.INPUT_MIME_TYPE ? "input.value" : "output.value";
    return winner.label().equals(attribute) ? reading.text(mimeType) : "";
  }

  /** JSON inside a JSON string, as some SDKs write results, at most two deep. */
  private static String decoded(String text) {
    String decoded = text;
    for (int i = 0; i < 2 && decoded.length() > 1 && decoded.charAt(0) == '"'; i++) {
      String inner = Plain.decodeString(decoded);
      if (inner == null) {
        return decoded;
      }
      decoded = inner;
    }
    return decoded;
  }

  private Payload message(SpanReader.MadeMessage message) {
    message.origins().forEach(reading::tell);
    Object content = message.parts().get("content");
    if (message.parts().size() == 1 && content instanceof String text) {
      return Payload.newBuilder()
          .setText(text)
          .setMimeType(JsonText.looksLikeDocument(text) ? JSON : "")
          .build();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("role", "assistant");
    message.parts().forEach((name, value) -> members.put(name, parsed(value)));
    return json(JsonText.of(List.of(members)));
  }

  private static Object parsed(Object value) {
    return value instanceof String text && JsonText.isDocument(text)
        ? new JsonText.Raw(text)
        : value;
  }

  /** The system instructions as a message before the others. */
  private @Nullable Payload withInstructions(Binding winner, Object instructions) {
    Object messages = reading.payload(Field.INPUT);
    Object parts =
        instructions instanceof String text && !JsonText.isDocument(text)
            ? List.of(textPart(text))
            : parsed(instructions);
    String system = "{\"role\":\"system\",\"parts\":" + JsonText.of(parts) + "}";
    boolean alone = winner.label().equals("gen_ai.system_instructions");
    String rest = alone || messages == null ? "[]" : text(messages);
    if (!JsonText.looksLikeDocument(rest) || rest.charAt(0) != '[') {
      return build(Field.INPUT, Field.INPUT_MIME_TYPE);
    }
    reading.tell(reading.origin(Field.SYSTEM_INSTRUCTIONS));
    reading.tell(reading.origin(Field.INPUT));
    String inner = rest.substring(1, rest.length() - 1).strip();
    return json("[" + system + (inner.isEmpty() ? "" : "," + inner) + "]");
  }

  /** Its members in an order that is the same in every process, unlike that of {@link Map#of}. */
  private static Map<String, Object> textPart(String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "text");
    part.put("content", text);
    return part;
  }

  private static String text(Object messages) {
    return messages instanceof String text ? text : JsonText.of(messages);
  }

  /** A text, as the bytes that were sent where these say the same. */
  private static Payload text(String sent, @Nullable ByteString sentBytes, String mimeType) {
    String text = decoded(sent);
    Payload.Builder payload = Payload.newBuilder();
    if (sentBytes != null && text.equals(sent)) {
      payload.setTextBytes(sentBytes).setSizeBytes(sentBytes.size());
    } else {
      payload.setText(text);
    }
    boolean json = mimeType.isEmpty() && JsonText.looksLikeDocument(text);
    return payload.setMimeType(json ? JSON : mimeType).build();
  }

  private static Payload json(String text) {
    return Payload.newBuilder().setText(text).setMimeType(JSON).build();
  }

  private static Payload bytes(ByteString data) {
    return Payload.newBuilder().setData(data).setMimeType("application/octet-stream").build();
  }
}
