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
 * @param loopback whether the peer is this machine
 */
public record Credentials(
    Optional<String> authorization, Optional<String> apiKey, boolean loopback) {

  /** Hides the key: credentials must never reach a log. */
  @Override
  public String toString() {
    return "Credentials[loopback=" + loopback + "]";
  }
}
