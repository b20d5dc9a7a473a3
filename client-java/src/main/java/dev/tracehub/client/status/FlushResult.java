/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

/**
 * What became of the records that were waiting when a flush or a close began, in memory or in the
 * spool. The five numbers add up to them.
 *
 * @param delivered durable at the collector, now or before
 * @param rejected refused by the collector for good
 * @param dropped given up by the client
 * @param spooled on disk, to be sent by this process or the next one: synced if the result is
 *     complete or a close's, else a little later; always 0 without a spool
 * @param pending still waiting in memory when the time ran out
 * @param complete whether nothing was left to wait for when the time ran out: all were delivered,
 *     rejected or dropped, or were in the spool while the collector was away. A close that ran out
 *     of time spools the rest, or drops it without a spool, and is not complete
 */
public record FlushResult(
    long delivered, long rejected, long dropped, long spooled, long pending, boolean complete) {

  /** Whether every record is durable at the collector. */
  public boolean allDelivered() {
    return complete && rejected == 0 && dropped == 0 && spooled == 0 && pending == 0;
  }

  /** Whether every record is durable at the collector or in the spool of this machine. */
  public boolean allKept() {
    return rejected == 0 && dropped == 0 && pending == 0;
  }
}
