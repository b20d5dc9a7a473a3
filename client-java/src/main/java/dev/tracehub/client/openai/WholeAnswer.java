/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracehub.client.genai.http.Answer;

/** An answer that never comes in events. */
abstract class WholeAnswer implements Answer {

  private JsonNode body = MissingNode.getInstance();

  @Override
  public void whole(JsonNode value) {
    body = value;
  }

  @Override
  public boolean event(JsonNode event) {
    return false;
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  JsonNode body() {
    return body;
  }
}
