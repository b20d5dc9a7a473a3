/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Answer;
import dev.tracehub.client.genai.http.Endpoint;

/** {@code POST /chat/completions}. */
final class ChatCompletions implements Endpoint {

  static final ChatCompletions INSTANCE = new ChatCompletions();

  private ChatCompletions() {}

  @Override
  public SpanType type() {
    return SpanType.LLM;
  }

  @Override
  public String operation() {
    return "chat";
  }

  @Override
  public String spanName(String model) {
    return ("chat " + model).strip();
  }

  @Override
  public void request(LiveSpan span, JsonNode body) {
    span.attribute("openai.api.type", "chat_completions");
    Parameters.record(span, body);
    if (body.path("messages").isArray()) {
      MessageWriter messages = new MessageWriter();
      body.path("messages").forEach(message -> ChatMessages.write(messages, message));
      span.inputJson(messages.json());
    }
  }

  @Override
  public Answer answer() {
    return new ChatAnswer();
  }
}
