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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages of one chat request, as far as the stub reads them. */
record Conversation(String model, List<Message> messages, boolean hasTools) {

  private static final Pattern ORDER = Pattern.compile("\\bA-\\d{4}\\b");

  /** One message: who speaks, and what. */
  record Message(String role, String content) {}

  static Conversation of(JsonObject request) {
    List<Message> messages = new ArrayList<>();
    for (JsonElement element : request.getAsJsonArray("messages")) {
      JsonObject message = element.getAsJsonObject();
      messages.add(new Message(message.get("role").getAsString(), content(message)));
    }
    JsonArray tools = request.getAsJsonArray("tools");
    return new Conversation(
        request.get("model").getAsString(), messages, tools != null && !tools.isEmpty());
  }

  private static String content(JsonObject message) {
    JsonElement content = message.get("content");
    JsonElement calls = message.get("tool_calls");
    if (content != null && content.isJsonPrimitive()) {
      return content.getAsString();
    }
    return calls == null ? "" : calls.toString();
  }

  String system() {
    return messages.get(0).role().equals("system") ? messages.get(0).content() : "";
  }

  String lastUser() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role().equals("user")) {
        return messages.get(i).content();
      }
    }
    return "";
  }

  Message last() {
    return messages.get(messages.size() - 1);
  }

  /** The order that the customer asks about; empty when there is none. */
  String order() {
    Matcher matcher = ORDER.matcher(lastUser());
    return matcher.find() ? matcher.group() : "";
  }

  boolean isKorean() {
    return lastUser().codePoints().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3);
  }

  int tokens() {
    return messages.stream().mapToInt(message -> Tokens.count(message.content()) + 4).sum();
  }
}
