/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.BoundedText;
import dev.tracehub.client.genai.http.Fields;

/** A content block as it started, and the pieces that came to it. */
final class StreamedBlock {

  private final JsonNode start;
  private final String type;
  private final BoundedText pieces = new BoundedText();

  StreamedBlock(JsonNode start) {
    this.start = start;
    this.type = Fields.textOrEmpty(start, "type");
  }

  /** Adds a piece of text, of thinking, or of a tool's arguments. Signatures are left out. */
  void add(JsonNode delta) {
    pieces.append(Fields.textOrEmpty(delta, "text"));
    pieces.append(Fields.textOrEmpty(delta, "thinking"));
    pieces.append(Fields.textOrEmpty(delta, "partial_json"));
  }

  boolean isText() {
    return type.equals("text");
  }

  String text() {
    return Fields.textOrEmpty(start, "text") + pieces;
  }

  void write(MessageWriter out) {
    if (pieces.isEmpty()) {
      Blocks.write(out, JsonNodeFactory.instance.arrayNode().add(start));
      return;
    }
    switch (type) {
      case "text" -> out.text(text());
      case "thinking" -> out.reasoning(Fields.textOrEmpty(start, "thinking") + pieces);
      default -> out.toolCall(text("id"), text("name"), pieces.toString());
    }
  }

  private String text(String field) {
    return Fields.textOrEmpty(start, field);
  }
}
