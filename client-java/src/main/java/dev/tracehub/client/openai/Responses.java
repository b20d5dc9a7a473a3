/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import static dev.tracehub.client.genai.http.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Answer;
import dev.tracehub.client.genai.http.Endpoint;

/** {@code POST /responses}. */
final class Responses implements Endpoint {

  static final Responses INSTANCE = new Responses();

  private Responses() {}

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
    span.attribute("openai.api.type", "responses");
    Parameters.record(span, body);
    String previous = text(body, "previous_response_id");
    if (previous != null) {
      span.attribute("openai.request.previous_response_id", previous);
    }
    MessageWriter messages = new MessageWriter();
    if (body.path("instructions").isTextual()) {
      messages.begin("system").text(text(body, "instructions")).end();
    }
    JsonNode input = body.path("input");
    if (input.isTextual()) {
      messages.begin("user").text(input.textValue()).end();
    } else {
      input.forEach(item -> Items.message(messages, item));
    }
    span.inputJson(messages.json());
  }

  @Override
  public Answer answer() {
    return new ResponseAnswer();
  }
}
