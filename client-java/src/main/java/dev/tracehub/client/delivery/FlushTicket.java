/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.FlushResult;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One wait for everything that was recorded before it. The worker begins it, posts to it what
 * becomes of the records it covers, and finishes it; the caller waits and reads.
 */
final class FlushTicket {

  private final CountDownLatch finished = new CountDownLatch(1);
  private final boolean closing;

  // All below guarded by this.
  private boolean begun;
  private long covered;
  private long lastOrdinal = Long.MAX_VALUE;
  private long delivered;
  private long rejected;
  private long dropped;
  private long spooled;
  private boolean complete;

  /**
   * @param closing whether the worker is to end when all is settled
   */
  FlushTicket(boolean closing) {
    this.closing = closing;
  }

  boolean isClosing() {
    return closing;
  }

  /**
   * Covers these records.
   *
   * @param inMemory in batches, and about to be put into batches
   * @param inSpool on disk
   */
  synchronized void begin(long inMemory, long inSpool) {
    begun = true;
    covered = inMemory + inSpool;
    spooled = inSpool;
  }

  /** All covered records are in batches up to this place now; later batches are not covered. */
  synchronized void coversUpTo(long ordinal) {
    lastOrdinal = ordinal;
  }

  synchronized void settled(long ordinal, long durable, long refused) {
    if (ordinal <= lastOrdinal) {
      delivered += durable;
      rejected += refused;
    }
  }

  synchronized void dropped(long ordinal, long records) {
    if (ordinal <= lastOrdinal) {
      dropped += records;
    }
  }

  /** Records moved to the spool; a negative number left it. */
  synchronized void spooled(long ordinal, long records) {
    if (ordinal <= lastOrdinal) {
      spooled += records;
    }
  }

  synchronized boolean hasSpooled() {
    return spooled > 0;
  }

  /**
   * Whether there is nothing to wait for.
   *
   * @param away whether the collector is away, so that the spool is the end of the way for now
   */
  synchronized boolean isSettled(boolean away) {
    return begun && pending() == 0 && (away || spooled == 0);
  }

  /** Releases the caller. The first call decides whether the ticket is complete. */
  synchronized void finish(boolean done) {
    if (finished.getCount() > 0) {
      complete = done;
      finished.countDown();
    }
  }

  /** Whether the worker finished it in time; an interrupt ends the wait and stays set. */
  boolean await(Duration timeout) {
    try {
      return finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The result so far.
   *
   * @param unseen what is pending if the worker has not even begun
   * @param unseenInSpool what is in the spool if the worker has not even begun
   */
  synchronized FlushResult result(long unseen, long unseenInSpool) {
    return begun
        ? new FlushResult(delivered, rejected, dropped, spooled, pending(), complete)
        : new FlushResult(0, 0, 0, unseenInSpool, unseen, complete);
  }

  private long pending() {
    return covered - delivered - rejected - dropped - spooled;
  }
}
