/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

/**
 * Who sends: written once per batch instead of once per span.
 *
 * @param clientId this process, unique among the project's senders
 * @param service name of the service; may be empty
 * @param environment deployment environment; may be empty
 * @param release release of the service; may be empty
 */
public record SenderIdentity(String clientId, String service, String environment, String release) {

  /** Longest client id: batch ids are made from it and may have 128 characters. */
  private static final int MAX_CLIENT_ID = 80;

  public SenderIdentity {
    if (clientId.isEmpty() || clientId.length() > MAX_CLIENT_ID) {
      throw new IllegalArgumentException(
          "clientId: " + clientId + " (expected: 1 to " + MAX_CLIENT_ID + " characters)");
    }
  }
}
