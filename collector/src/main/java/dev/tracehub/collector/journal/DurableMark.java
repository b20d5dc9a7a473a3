/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The position after the newest frame that readers may see, and those who wait for it to grow.
 * Thread-safe. There is no lock: the writer never waits for a reader.
 */
final class DurableMark {

  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
  private volatile long position;

  DurableMark(long position) {
    this.position = position;
  }

  long position() {
    return position;
  }

  /** Moves the mark and wakes who waits. For the writer. */
  void advance(long newPosition) {
    position = newPosition;
    waiting.forEach(LockSupport::unpark);
  }

  /** Waits until the mark is after a position; false when it is not by the deadline. */
  boolean awaitAfter(long reached, long deadlineNanos) throws InterruptedException {
    if (position > reached) {
      return true;
    }
    Thread self = Thread.currentThread();
    waiting.add(self);
    try {
      while (position <= reached) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        LockSupport.parkNanos(this, left);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return true;
    } finally {
      waiting.remove(self);
    }
  }
}
