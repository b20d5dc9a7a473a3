/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.genai.http.Answer;
import dev.tracehub.client.genai.http.Endpoint;

/** {@code POST /embeddings}. The vectors themselves are not recorded. */
final class Embeddings implements Endpoint {

  static final Embeddings INSTANCE = new Embeddings();

  private Embeddings() {}

  @Override
  public SpanType type() {
    return SpanType.EMBEDDING;
  }

  @Override
  public String operation() {
    return "embeddings";
  }

  @Override
  public String spanName(String model) {
    return ("embed " + model).strip();
  }

  @Override
  public void request(LiveSpan span, JsonNode body) {
    Parameters.record(span, body);
    JsonNode input = body.path("input");
    if (input.isTextual()) {
      span.input(input.textValue());
    } else if (input.path(0).isTextual()) {
      StringBuilder texts = new StringBuilder();
      input.forEach(text -> texts.append(texts.isEmpty() ? "" : "\n").append(text.asText()));
      span.input(texts.toString());
    }
  }

  @Override
  public Answer answer() {
    return new Vectors();
  }

  private static final class Vectors extends WholeAnswer {
    @Override
    public void record(LiveSpan span) {
      JsonNode body = body();
      String model = body.path("model").asText("");
      if (!model.isEmpty()) {
        span.responseModel(model);
      }
      if (body.path("data").isArray()) {
        span.attribute("embeddings.count", body.path("data").size());
      }
      Tokens.record(span, body.path("usage"));
    }
  }
}
