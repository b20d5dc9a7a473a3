/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.ByteString;
import dev.tracehub.client.spool.Stored;
import dev.tracehub.v1.TraceBatch;
import org.jspecify.annotations.Nullable;

/** A sealed batch that waits for its receipt. Belongs to the worker's thread. */
final class Batch {

  private final TraceBatch header;
  private final ByteString wire;
  private final Amount amount;
  private final Origin origin;
  private final byte @Nullable [] buffer;
  private int calls;
  private int faults;
  private long progressAtFault = -1;
  private boolean alone;

  /**
   * When a batch was sealed, as a time and as a place in the order, and where the spool has it, if
   * it was read from there; its parts inherit all three.
   */
  record Origin(long sealedAt, long ordinal, @Nullable Stored stored) {}

  /**
   * How much it is.
   *
   * @param bytes what it has reserved in the budget; for what was read from the spool, its size
   */
  record Amount(int records, long bytes) {}

  /**
   * @param header the batch without its records
   * @param wire the whole batch
   * @param buffer what the wire form is kept in, if it may be used again for another
   */
  Batch(
      TraceBatch header, ByteString wire, Amount amount, Origin origin, byte @Nullable [] buffer) {
    this.header = header;
    this.wire = wire;
    this.amount = amount;
    this.origin = origin;
    this.buffer = buffer;
  }

  /** The batch without its records. */
  TraceBatch header() {
    return header;
  }

  /** The whole batch as it is sent. */
  ByteString wire() {
    return wire;
  }

  long sequence() {
    return header.getSequence();
  }

  int records() {
    return amount.records();
  }

  /** What it has reserved in the budget; for what was read from the spool, its size. */
  long bytes() {
    return amount.bytes();
  }

  /** It is part of one more call. */
  void addCall() {
    calls++;
  }

  /**
   * The buffer that nobody will read any more; null when that is not certain. A call that failed
   * may still be reading: only one call ever had the batch, and the collector answered what was in
   * it.
   */
  byte @Nullable [] freeBuffer() {
    return calls == 1 ? buffer : null;
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
