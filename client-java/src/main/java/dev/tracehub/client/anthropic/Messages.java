/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import static dev.tracehub.client.genai.http.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Answer;
import dev.tracehub.client.genai.http.Endpoint;
import dev.tracehub.client.genai.http.Fields;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/messages}. */
final class Messages implements Endpoint {

  static final Messages INSTANCE = new Messages();

  private static final List<String> PLAIN =
      List.of(
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "stream",
          "service_tier",
          "inference_geo",
          "speed");

  private Messages() {}

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
    PLAIN.forEach(name -> Fields.parameter(span, name, body.path(name)));
    Fields.parameter(span, "tool_choice", body.path("tool_choice").path("type"));
    Fields.parameter(span, "thinking", body.path("thinking").path("type"));
    Fields.parameter(span, "thinking_budget", body.path("thinking").path("budget_tokens"));
    Fields.parameter(span, "reasoning_effort", body.path("output_config").path("effort"));
    List<String> tools = new ArrayList<>();
    body.path("tools").forEach(tool -> tools.add(tool.path("name").asText()));
    if (!tools.isEmpty()) {
      span.parameter("tools", tools);
    }
    span.inputJson(input(body));
  }

  private static String input(JsonNode body) {
    MessageWriter out = new MessageWriter();
    if (!body.path("system").isMissingNode()) {
      Blocks.write(out.begin("system"), body.path("system"));
      out.end();
    }
    for (JsonNode message : body.path("messages")) {
      String role = text(message, "role");
      Blocks.write(out.begin(role == null ? "" : role), message.path("content"));
      out.end();
    }
    return out.json();
  }

  @Override
  public Answer answer() {
    return new MessageAnswer();
  }
}
