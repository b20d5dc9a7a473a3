/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

/** The state of the circuit breaker around the sending of batches. */
public enum BreakerState {
  /** Batches are sent. */
  CLOSED,
  /** The collector failed too often: nothing is sent for a while, records wait. */
  OPEN,
  /** A single call decides between the other two. */
  HALF_OPEN
}
