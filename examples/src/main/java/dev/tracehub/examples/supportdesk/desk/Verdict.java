/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * What the reviewer says of an answer.
 *
 * @param score from 0 to 1
 * @param label "allow" or "escalate"
 * @param reason one sentence
 */
record Verdict(double score, String label, String reason) {

  static Verdict parse(String json) {
    JsonObject verdict = JsonParser.parseString(json).getAsJsonObject();
    return new Verdict(
        verdict.get("score").getAsDouble(),
        verdict.get("label").getAsString(),
        verdict.get("reason").getAsString());
  }

  boolean isAllowed() {
    return label.equals("allow");
  }
}
