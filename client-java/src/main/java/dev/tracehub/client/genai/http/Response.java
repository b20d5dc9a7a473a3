/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai.http;

/**
 * The head of an answer.
 *
 * @param status of HTTP
 * @param contentType empty when it is not known
 * @param requestId the provider's id of the exchange, for its support; empty when it is not known
 */
public record Response(int status, String contentType, String requestId) {

  boolean isError() {
    return status >= 400;
  }

  boolean isEventStream() {
    return contentType.startsWith("text/event-stream");
  }
}
