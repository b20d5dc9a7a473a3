/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import java.util.Optional;

/**
 * What the headers of a call say about its caller.
 *
 * @param authorization the header {@code authorization}: {@code Bearer KEY}, or {@code Basic} with
 *     the key as the password
 * @param apiKey the header {@code x-api-key}: the key
 * @param project the header {@code x-tracehub-project}: the project that the admin key of the
 *     configuration means
 * @param loopback whether the peer is this machine
 */
public record Credentials(
    Optional<String> authorization,
    Optional<String> apiKey,
    Optional<String> project,
    boolean loopback) {

  /** Hides the key: credentials must never reach a log. */
  @Override
  public String toString() {
    return "Credentials[loopback=" + loopback + "]";
  }
}
