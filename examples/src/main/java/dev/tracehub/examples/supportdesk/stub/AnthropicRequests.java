/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads requests of Anthropic's messages API, where content is a text or blocks. */
final class AnthropicRequests {

  private AnthropicRequests() {}

  static Conversation conversation(JsonObject request) {
    List<Conversation.Message> messages = new ArrayList<>();
    if (request.has("system")) {
      messages.add(new Conversation.Message("system", text(request.get("system"))));
    }
    for (JsonElement element : request.getAsJsonArray("messages")) {
      JsonObject message = element.getAsJsonObject();
      JsonElement content = message.get("content");
      String role = isToolResult(content) ? "tool" : message.get("role").getAsString();
      messages.add(new Conversation.Message(role, text(content)));
    }
    JsonArray tools = request.getAsJsonArray("tools");
    return new Conversation(
        request.get("model").getAsString(), messages, tools != null && !tools.isEmpty());
  }

  private static boolean isToolResult(JsonElement content) {
    return content.isJsonArray()
        && !content.getAsJsonArray().isEmpty()
        && content.getAsJsonArray().get(0).getAsJsonObject().has("tool_use_id");
  }

  private static String text(@Nullable JsonElement content) {
    if (content == null || content.isJsonPrimitive()) {
      return content == null ? "" : content.getAsString();
    }
    StringBuilder text = new StringBuilder();
    for (JsonElement element : content.getAsJsonArray()) {
      JsonObject block = element.getAsJsonObject();
      JsonElement inner = block.has("text") ? block.get("text") : block.get("content");
      text.append(text(inner));
    }
    return text.toString();
  }
}
