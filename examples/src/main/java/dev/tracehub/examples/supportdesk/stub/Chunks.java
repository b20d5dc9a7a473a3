/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A completion in the chunks of OpenAI's stream: a word at a time, usage only when it is asked for.
 */
final class Chunks {

  private Chunks() {}

  static boolean asked(JsonObject request) {
    JsonElement stream = request.get("stream");
    return stream != null && stream.getAsBoolean();
  }

  static boolean usageAsked(JsonObject request) {
    JsonObject options = request.getAsJsonObject("stream_options");
    return options != null
        && options.has("include_usage")
        && options.get("include_usage").getAsBoolean();
  }

  static List<Answer.Event> of(JsonObject completion, boolean withUsage) {
    JsonObject choice = completion.getAsJsonArray("choices").get(0).getAsJsonObject();
    JsonObject message = choice.getAsJsonObject("message");
    List<Answer.Event> events = new ArrayList<>();
    if (message.has("content")) {
      for (String word : words(message.get("content").getAsString())) {
        JsonObject delta = new JsonObject();
        delta.addProperty("content", word);
        events.add(chunk(completion, delta, JsonNull.INSTANCE));
      }
    } else {
      events.add(chunk(completion, withIndex(message), JsonNull.INSTANCE));
    }
    events.add(chunk(completion, new JsonObject(), choice.get("finish_reason")));
    if (withUsage) {
      JsonObject last = head(completion);
      last.add("choices", new JsonArray());
      last.add("usage", completion.get("usage"));
      events.add(new Answer.Event("", last.toString()));
    }
    events.add(new Answer.Event("", "[DONE]"));
    return events;
  }

  /** The words of a text, each with the space in front of it. */
  static List<String> words(String text) {
    return List.of(text.split("(?= )"));
  }

  private static JsonObject withIndex(JsonObject message) {
    JsonObject delta = message.deepCopy();
    delta.getAsJsonArray("tool_calls").get(0).getAsJsonObject().addProperty("index", 0);
    return delta;
  }

  private static Answer.Event chunk(JsonObject completion, JsonObject delta, JsonElement reason) {
    JsonObject choice = new JsonObject();
    choice.addProperty("index", 0);
    choice.add("delta", delta);
    choice.add("finish_reason", reason);
    JsonArray choices = new JsonArray();
    choices.add(choice);
    JsonObject chunk = head(completion);
    chunk.add("choices", choices);
    return new Answer.Event("", chunk.toString());
  }

  private static JsonObject head(JsonObject completion) {
    JsonObject chunk = new JsonObject();
    chunk.add("id", completion.get("id"));
    chunk.addProperty("object", "chat.completion.chunk");
    chunk.add("created", completion.get("created"));
    chunk.add("model", completion.get("model"));
    return chunk;
  }
}
