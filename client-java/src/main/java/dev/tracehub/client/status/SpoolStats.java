/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.status;

/**
 * The spool of a client: what is on disk, and what was wrong with the disk since the client was
 * built. All zero without a spool.
 *
 * @param batches on disk, not yet acknowledged
 * @param bytes of the files
 * @param damagedFrames batches that were not what was written: their checksums failed
 * @param tornTails files that ended in half a batch, which was cut: their process ended while it
 *     wrote
 * @param faults operations that the disk refused
 */
public record SpoolStats(
    long batches, long bytes, long damagedFrames, long tornTails, long faults) {

  /** No spool, or nothing in it. */
  public static final SpoolStats NONE = new SpoolStats(0, 0, 0, 0, 0);
}
