/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import static dev.tracehub.client.genai.http.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Fields;

/** Messages of chat completions. */
final class ChatMessages {

  private ChatMessages() {}

  static void write(MessageWriter out, JsonNode message) {
    String role = Fields.textOrEmpty(message, "role");
    out.begin(role);
    if (role.equals("tool")) {
      out.toolResult(text(message, "tool_call_id"), null, Parts.joined(message.path("content")));
    } else {
      content(out, message.path("content"));
    }
    if (text(message, "refusal") != null) {
      out.text(text(message, "refusal"));
    }
    message.path("tool_calls").forEach(call -> call(out, call));
    out.end();
  }

  private static void content(MessageWriter out, JsonNode content) {
    if (content.isTextual()) {
      out.text(content.textValue());
    } else {
      content.forEach(part -> Parts.write(out, part));
    }
  }

  private static void call(MessageWriter out, JsonNode call) {
    JsonNode function = call.has("custom") ? call.path("custom") : call.path("function");
    String arguments = text(function, function.has("input") ? "input" : "arguments");
    out.toolCall(text(call, "id"), text(function, "name"), arguments);
  }
}
