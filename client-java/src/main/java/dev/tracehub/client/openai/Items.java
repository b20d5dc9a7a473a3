/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import static dev.tracehub.client.genai.http.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Fields;

/** Items of the responses API: messages, tool calls and their results, reasoning. */
final class Items {

  private Items() {}

  /** An item of the input as a message of its own. */
  static void message(MessageWriter out, JsonNode item) {
    String role = Fields.textOrEmpty(item, "role");
    String type = Fields.textOrEmpty(item, "type");
    if (!role.isEmpty()) {
      out.begin(role);
    } else {
      out.begin(type.endsWith("_output") ? "tool" : "assistant");
    }
    part(out, item);
    out.end();
  }

  /** An item as parts of the message that is open. */
  static void part(MessageWriter out, JsonNode item) {
    String type = Fields.textOrEmpty(item, "type");
    switch (type) {
      case "", "message" -> content(out, item.path("content"));
      case "function_call" ->
          out.toolCall(text(item, "call_id"), text(item, "name"), text(item, "arguments"));
      case "custom_tool_call" ->
          out.toolCall(text(item, "call_id"), text(item, "name"), text(item, "input"));
      case "function_call_output", "custom_tool_call_output" ->
          out.toolResult(text(item, "call_id"), null, Parts.joined(item.path("output")));
      case "reasoning" -> out.reasoning(Parts.joined(item.path("summary")));
      default -> out.other(type, text(item, "name"));
    }
  }

  private static void content(MessageWriter out, JsonNode content) {
    if (content.isTextual()) {
      out.text(content.textValue());
    } else {
      content.forEach(part -> Parts.write(out, part));
    }
  }

  static boolean isText(JsonNode item) {
    if (!Fields.textOrEmpty(item, "type").equals("message")) {
      return false;
    }
    for (JsonNode part : item.path("content")) {
      if (!Fields.textOrEmpty(part, "type").equals("output_text")) {
        return false;
      }
    }
    return true;
  }
}
