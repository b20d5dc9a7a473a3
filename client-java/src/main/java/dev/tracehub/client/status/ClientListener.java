/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

/**
 * Is told what happens to records. Called on the client's worker thread, which it holds up: be
 * quick, and do not wait for a flush in it. What it throws is logged and otherwise ignored.
 */
public interface ClientListener {

  /** A listener that does nothing. */
  ClientListener NOOP = new ClientListener() {};

  /**
   * Records were dropped since the last call for this reason. Not called for what is recorded after
   * the client was closed.
   */
  default void onDropped(DropReason reason, long records) {}

  /** The collector will not take one or more records. */
  default void onRejected(Rejection rejection) {}

  /** The circuit breaker changed. */
  default void onBreakerState(BreakerState state) {}

  /** The collector refuses the client's key: nothing is sent for a while, records wait. */
  default void onPaused(String reason) {}
}
