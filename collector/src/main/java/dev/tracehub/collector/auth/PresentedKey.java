/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Finds the key in the headers of a call. */
final class PresentedKey {

  private static final int MAX_LENGTH = 4096;

  private PresentedKey() {}

  /**
   * The key; empty when the call carries none. {@code x-api-key} wins, because a proxy in front of
   * the collector may use {@code authorization} for itself.
   *
   * @throws io.grpc.StatusRuntimeException UNAUTHENTICATED when there are credentials that cannot
   *     be read
   */
  static Optional<String> of(Credentials credentials) {
    Optional<String> apiKey = credentials.apiKey().map(String::strip).filter(k -> !k.isEmpty());
    if (apiKey.isPresent()) {
      return apiKey;
    }
    return credentials.authorization().map(PresentedKey::ofAuthorization);
  }

  private static String ofAuthorization(String header) {
    String value = header.strip();
    int space = value.indexOf(' ');
    if (space < 0 || value.length() > MAX_LENGTH) {
      throw Refusals.malformedCredentials();
    }
    String rest = value.substring(space + 1).strip();
    String key =
        switch (value.substring(0, space).toLowerCase(Locale.ROOT)) {
          case "bearer" -> rest;
          case "basic" -> password(rest);
          default -> "";
        };
    if (key.isEmpty()) {
      throw Refusals.malformedCredentials();
    }
    return key;
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      throw Refusals.malformedCredentials();
    }
  }
}
