/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;

/**
 * Errors of providers: {@code {"error": {"message", "type", "code"}}}, which OpenAI, Anthropic and
 * those who speak like them have in common.
 */
final class ErrorReader implements BodyReader {

  private final JsonOutput json = new JsonOutput();
  private final LiveSpan span;
  private final int status;

  /** The status alone is told first: a library that tries again does not read the body. */
  ErrorReader(LiveSpan span, int status) {
    this.span = span;
    this.status = status;
    span.error(String.valueOf(status), "");
  }

  @Override
  public void read(byte[] bytes, int offset, int length) {
    json.write(bytes, offset, length);
  }

  @Override
  public boolean end() {
    record(span, String.valueOf(status), json.value());
    return true;
  }

  /**
   * Tells the span an error that the provider describes.
   *
   * @param status of HTTP; empty when the answer began well, and the provider's own word stands
   */
  static void record(LiveSpan span, String status, JsonNode body) {
    JsonNode error = body.path("error").isObject() ? body.path("error") : body;
    String type = error.path("type").asText("");
    String code = error.path("code").asText("");
    if (!type.isEmpty()) {
      span.attribute("error.provider.type", type);
    }
    if (!code.isEmpty()) {
      span.attribute("error.provider.code", code);
    }
    String own = code.isEmpty() ? type : code;
    String message = error.path("message").asText("");
    span.error(
        status.isEmpty() ? own : status,
        message.isEmpty() ? body.path("error").asText("") : message);
  }
}
