/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait for the writer, bounded in bytes. Many threads offer, one takes.
 *
 * <p>The taker swaps the whole queue out, so that it meets the lock once a group and not once a
 * frame. Bytes count until {@link #settled}: what is being written is memory too.
 */
final class AppendQueue {

  /** What became of an offer. */
  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private ArrayDeque<PendingAppend> incoming = new ArrayDeque<>(); // guarded by lock
  private boolean closed; // guarded by lock
  private ArrayDeque<PendingAppend> taken = new ArrayDeque<>(); // the taker's own

  AppendQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Bytes that wait or are being written. */
  long bytes() {
    return bytes.get();
  }

  Offer offer(PendingAppend append) {
    long size = append.frameBytes();
    long before = bytes.getAndAdd(size);
    // One frame larger than the bound passes alone: otherwise it could never pass.
    if (before > 0 && before + size > maxBytes) {
      bytes.addAndGet(-size);
      return Offer.FULL;
    }
    lock.lock();
    try {
      if (closed) {
        bytes.addAndGet(-size);
        return Offer.CLOSED;
      }
      incoming.add(append);
      if (incoming.size() == 1) {
        changed.signal();
      }
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses offers from now on. What waits can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next frame without waiting; null when none waits. */
  @Nullable PendingAppend poll() {
    if (taken.isEmpty()) {
      lock.lock();
      try {
        ArrayDeque<PendingAppend> empty = taken;
        taken = incoming;
        incoming = empty;
      } finally {
        lock.unlock();
      }
    }
    return taken.poll();
  }

  /** Waits for a frame, at most so long; false when the queue is closed and nothing waits. */
  boolean await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (taken.isEmpty() && incoming.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !(closed && taken.isEmpty() && incoming.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  /** Says that frames of so many bytes were written or refused. */
  void settled(long settledBytes) {
    bytes.addAndGet(-settledBytes);
  }
}
