/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;

/** One operation of a provider's API, such as chat. Immutable. */
public interface Endpoint {

  /** The sort of span. */
  SpanType type();

  /** The operation in the spelling of OpenTelemetry, e.g. "chat". */
  String operation();

  /**
   * The span's name.
   *
   * @param model empty when it is not known
   */
  String spanName(String model);

  /** Tells the span what is asked for, the model apart. */
  void request(LiveSpan span, JsonNode body);

  /** For the answer to one request. */
  Answer answer();
}
