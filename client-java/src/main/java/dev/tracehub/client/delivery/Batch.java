/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.spool.Stored;
import dev.tracehub.v1.TraceBatch;
import org.jspecify.annotations.Nullable;

/** A sealed batch that waits for its receipt. Belongs to the worker's thread. */
final class Batch {

  private final TraceBatch message;
  private final int records;
  private final long bytes;
  private final Origin origin;
  private int faults;
  private long progressAtFault = -1;
  private boolean alone;

  /**
   * When a batch was sealed, as a time and as a place in the order, and where the spool has it, if
   * it was read from there; its parts inherit all three.
   */
  record Origin(long sealedAt, long ordinal, @Nullable Stored stored) {}

  Batch(TraceBatch message, int records, long bytes, Origin origin) {
    this.message = message;
    this.records = records;
    this.bytes = bytes;
    this.origin = origin;
  }

  TraceBatch message() {
    return message;
  }

  long sequence() {
    return message.getSequence();
  }

  int records() {
    return records;
  }

  /** What it has reserved in the budget; for what was read from the spool, its size. */
  long bytes() {
    return bytes;
  }

  /** Whether the spool has it, so that memory holds a copy only. */
  boolean isStored() {
    return origin.stored() != null;
  }

  /** Whether the spool has dropped it since it was read from there. */
  boolean isGone() {
    Stored stored = origin.stored();
    return stored != null && stored.isGone();
  }

  /** It is not to share a call with others any more. */
  void sendAlone() {
    alone = true;
  }

  boolean isSentAlone() {
    return alone;
  }

  Origin origin() {
    return origin;
  }

  /**
   * The collector failed inside while it handled this batch alone. Counts only when another batch
   * has been settled since the last time: else the collector may be failing for everyone.
   *
   * @param progress how many batches have been settled so far
   * @return how many times that was so
   */
  int addFault(long progress) {
    if (progress != progressAtFault) {
      faults++;
      progressAtFault = progress;
    }
    return faults;
  }
}
