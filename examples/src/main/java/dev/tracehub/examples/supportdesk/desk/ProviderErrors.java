/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** Reads what a provider says went wrong; LangChain4j hands its answer on as it came. */
final class ProviderErrors {

  private ProviderErrors() {}

  /** The message inside the provider's JSON, or the exception's own when there is none. */
  static String message(Throwable error) {
    String text = String.valueOf(error.getMessage());
    try {
      JsonElement answer = JsonParser.parseString(text);
      if (answer instanceof JsonObject body && body.get("error") instanceof JsonObject fault) {
        return fault.get("message").getAsString();
      }
    } catch (JsonParseException e) {
      // Not the provider's.
    }
    return text;
  }
}
