/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import static dev.tracehub.client.genai.http.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Fields;

/** Content blocks of messages. */
final class Blocks {

  private Blocks() {}

  /** A content, which may be one text or blocks. */
  static void write(MessageWriter out, JsonNode content) {
    if (content.isTextual()) {
      out.text(content.textValue());
    } else {
      content.forEach(block -> block(out, block));
    }
  }

  private static void block(MessageWriter out, JsonNode block) {
    String type = Fields.textOrEmpty(block, "type");
    switch (type) {
      case "text" -> out.text(text(block, "text"));
      case "thinking" -> out.reasoning(text(block, "thinking"));
      case "tool_use", "server_tool_use", "mcp_tool_use" ->
          out.toolCall(text(block, "id"), text(block, "name"), block.path("input").toString());
      case "image", "document" -> out.media(type, text(block.path("source"), "url"));
      default -> {
        if (block.has("tool_use_id")) {
          out.toolResult(text(block, "tool_use_id"), null, texts(block.path("content")));
        } else {
          out.other(type, text(block, "name"));
        }
      }
    }
  }

  /** The texts of a tool's result; what has none, such as found pages, as JSON. */
  private static String texts(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder texts = new StringBuilder();
    for (JsonNode block : content) {
      String text = text(block, "text");
      if (text != null) {
        texts.append(texts.isEmpty() ? "" : "\n").append(text);
      }
    }
    return texts.isEmpty() && !content.isMissingNode() ? content.toString() : texts.toString();
  }
}
