/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanBuilder;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.Quietly;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Starts the spans of calls. Thread-safe.
 *
 * @param provider who serves the models, in the spelling of OpenTelemetry
 */
public record ModelCalls(Tracehub tracehub, String provider) {

  /**
   * Starts the span of one attempt, current nowhere. Every call ends by {@link ModelCall#failed} or
   * with the stream that {@link ModelCall#answered} gives.
   */
  public ModelCall start(Endpoint endpoint, Request request) {
    JsonNode body = read(request);
    String model = body.path("model").asText("");
    SpanBuilder builder = tracehub.span(endpoint.spanName(model)).type(endpoint.type());
    Quietly.describe(() -> request.parent().accept(builder));
    LiveSpan span = builder.startDetached();
    span.operation(endpoint.operation()).provider(provider);
    if (!model.isEmpty()) {
      span.model(model);
    }
    if (request.retries() > 0) {
      span.retryCount(request.retries());
    }
    if (!request.server().isEmpty()) {
      span.attribute("server.address", request.server());
    }
    if (span.isRecording()) {
      Quietly.describe(() -> endpoint.request(span, body));
    }
    return new ModelCall(span, endpoint);
  }

  /** The body, as far as it can be read: what is wrong with it is between host and provider. */
  private static JsonNode read(Request request) {
    JsonOutput out = new JsonOutput();
    Request.Body body = request.body();
    if (body != null) {
      Quietly.describe(() -> write(body, out));
    }
    return out.value();
  }

  private static void write(Request.Body body, OutputStream out) {
    try {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
