/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;

/**
 * What a provider answers to one request, whole or in events. Used by one thread at a time; what it
 * throws is only logged.
 */
public interface Answer {

  /** The answer in one piece, as far as it was read. */
  void whole(JsonNode body);

  /**
   * The next event of a streamed answer.
   *
   * @return whether it brings something that the model generated
   */
  boolean event(JsonNode event);

  /** Whether the provider has told the end of a streamed answer. */
  boolean isComplete();

  /** Tells the span what is known. Called once, when there is no more to come. */
  void record(LiveSpan span);
}
