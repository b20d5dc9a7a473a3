/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.http.Fields;

/** What every answer for text says about itself; of a stream, the last that was said. */
final class Head {

  private String id = "";
  private String model = "";
  private String tier = "";
  private String fingerprint = "";

  void read(JsonNode body) {
    id = latest(body, "id", id);
    model = latest(body, "model", model);
    tier = latest(body, "service_tier", tier);
    fingerprint = latest(body, "system_fingerprint", fingerprint);
  }

  private static String latest(JsonNode body, String field, String before) {
    String text = Fields.text(body, field);
    return text == null || text.isEmpty() ? before : text;
  }

  void record(LiveSpan span) {
    if (!id.isEmpty()) {
      span.responseId(id);
    }
    if (!model.isEmpty()) {
      span.responseModel(model);
    }
    if (!tier.isEmpty()) {
      // Goes before the one asked for, because it sets the price.
      span.parameter("service_tier", tier);
    }
    if (!fingerprint.isEmpty()) {
      span.attribute("openai.response.system_fingerprint", fingerprint);
    }
  }
}
