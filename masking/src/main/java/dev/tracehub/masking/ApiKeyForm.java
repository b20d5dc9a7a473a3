/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.masking;

import java.util.List;

/**
 * What is assigned to an API key, such as {@code x-api-key: ...} or {@code api_key=...}, when it
 * cannot be a word or an expression. Only the value is masked.
 */
final class ApiKeyForm implements Form {

  private static final List<String> NAMES =
      List.of(
          "api-key", "Api-Key", "API-Key", "API-KEY", "api_key", "API_KEY", "apikey", "apiKey",
          "ApiKey", "Apikey", "APIKey", "APIKEY");

  private static final int LEAST = 16;

  @Override
  public Family family() {
    return Family.API_KEY;
  }

  @Override
  public List<String> anchors() {
    return NAMES;
  }

  @Override
  public boolean plausible(byte[] bytes, int start, int to) {
    return match(bytes, start, start, to, new Match());
  }

  @Override
  public boolean match(byte[] bytes, int start, int from, int to, Match match) {
    for (String name : NAMES) {
      if (Ascii.startsWith(bytes, start, to, name)) {
        int value = Assignment.valueFrom(bytes, start + name.length(), to);
        int end = value < 0 ? -1 : Assignment.tokenEnd(bytes, value, to);
        return end - value >= LEAST
            && Assignment.hasDigit(bytes, value, end)
            && match.set(value, end);
      }
    }
    return false;
  }
}
