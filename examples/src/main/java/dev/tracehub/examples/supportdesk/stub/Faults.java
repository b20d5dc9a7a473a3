/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The failures of the script: urgent questions meet the rate limit once, and one order makes the
 * server fail every time. Thread-safe.
 */
final class Faults {

  private static final String CURSED_ORDER = "A-1013";

  private final Set<String> limited = ConcurrentHashMap.newKeySet();

  /** The HTTP status of a request's answer: 200, 429 or 500. */
  int status(Conversation conversation) {
    String question = conversation.lastUser();
    if (question.contains(CURSED_ORDER)) {
      return 500;
    }
    boolean urgent = question.contains("urgent") || question.contains("급해요");
    boolean answering = conversation.hasTools() && conversation.last().role().equals("user");
    return urgent && answering && limited.add(question) ? 429 : 200;
  }

  static JsonObject body(int status, String model) {
    JsonObject error = new JsonObject();
    boolean limit = status == 429;
    error.addProperty(
        "message",
        limit
            ? "Rate limit reached for " + model + " on tokens per min. Please try again in 20ms."
            : "The server had an error while processing your request.");
    error.addProperty("type", limit ? "tokens" : "server_error");
    error.addProperty("code", limit ? "rate_limit_exceeded" : "server_error");
    JsonObject body = new JsonObject();
    body.add("error", error);
    return body;
  }
}
