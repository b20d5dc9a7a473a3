/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.transport.Reply;

/** What a failed call asks of the sender. */
enum FailureKind {
  /** Send again later. */
  TRANSIENT,
  /**
   * The collector failed inside. Send again later, but not for ever: the batch may be the cause.
   */
  FAULT,
  /** The collector is at its limit and said when to come back. */
  THROTTLED,
  /** Send less at once. */
  TOO_LARGE,
  /** The key is not accepted. */
  UNAUTHORIZED,
  /** Sending this again will not help. */
  REFUSED;

  /**
   * Follows OTLP's list of retryable codes, with two departures: INTERNAL and UNKNOWN are repeated
   * a few times, which is safe because repeats are found by their ids, and RESOURCE_EXHAUSTED
   * without RetryInfo is how gRPC and the collector say that a message is too large.
   */
  static FailureKind of(Reply.Failed failed) {
    return switch (failed.status().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, ABORTED, OUT_OF_RANGE, DATA_LOSS ->
          failed.retryAfter() == null ? TRANSIENT : THROTTLED;
      case RESOURCE_EXHAUSTED -> failed.retryAfter() == null ? TOO_LARGE : THROTTLED;
      case INTERNAL, UNKNOWN -> FAULT;
      case UNAUTHENTICATED, PERMISSION_DENIED -> UNAUTHORIZED;
      case OK, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, UNIMPLEMENTED ->
          REFUSED;
    };
  }

  /** Whether it counts against the collector's health. */
  static boolean tripsBreaker(Reply.Failed failed) {
    return failed.retryAfter() == null
        && switch (failed.status().getCode()) {
          case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN -> true;
          default -> false;
        };
  }
}
