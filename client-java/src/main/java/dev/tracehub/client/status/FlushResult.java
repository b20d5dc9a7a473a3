/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

/**
 * What became of the records that were waiting when a flush or a close began. The four numbers add
 * up to them.
 *
 * @param delivered durable at the collector, now or before
 * @param rejected refused by the collector for good
 * @param dropped given up by the client
 * @param pending still waiting when the time ran out
 * @param complete whether all were delivered, rejected or dropped before the time ran out; a close
 *     that ran out of time drops the rest and is not complete
 */
public record FlushResult(
    long delivered, long rejected, long dropped, long pending, boolean complete) {

  /** Whether every record is durable at the collector. */
  public boolean allDelivered() {
    return complete && rejected == 0 && dropped == 0 && pending == 0;
  }
}
