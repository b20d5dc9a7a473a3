/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Admits work by its bytes: so many at once, so many more in a queue, and no more. First come,
 * first served. Thread-safe.
 */
final class ByteAdmission {

  private record Waiter(long bytes, Runnable granted) {}

  private final long limit;
  private final long waitingLimit;
  private final Object lock = new Object();

  @GuardedBy("lock") private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();

  @GuardedBy("lock") private long used;

  @GuardedBy("lock") private long waiting;

  /**
   * @param limit most bytes admitted at once; one piece of work may be larger when it is alone
   * @param waitingLimit most bytes that wait
   */
  ByteAdmission(long limit, long waitingLimit) {
    this.limit = limit;
    this.waitingLimit = waitingLimit;
  }

  /**
   * Admits work now or when there is room.
   *
   * @param granted run once when admitted, by this thread or by one that releases; must be short
   * @return false when too much waits already: the work is not admitted and never will be
   */
  boolean admit(long bytes, Runnable granted) {
    synchronized (lock) {
      if (!waiters.isEmpty() || !fits(bytes)) {
        if (waiting + bytes > waitingLimit) {
          return false;
        }
        waiting += bytes;
        waiters.add(new Waiter(bytes, granted));
        return true;
      }
      used += bytes;
    }
    granted.run();
    return true;
  }

  /** Gives back what was admitted. */
  void release(long bytes) {
    List<Runnable> granted = new ArrayList<>();
    synchronized (lock) {
      used -= bytes;
      for (Waiter next = waiters.peek(); next != null && fits(next.bytes); next = waiters.peek()) {
        waiters.remove();
        waiting -= next.bytes;
        used += next.bytes;
        granted.add(next.granted);
      }
    }
    granted.forEach(Runnable::run);
  }

  /** Whether nothing waits and less than the limit is in use. */
  boolean hasRoom() {
    synchronized (lock) {
      return waiters.isEmpty() && used < limit;
    }
  }

  /** Bytes that are admitted now. */
  long used() {
    synchronized (lock) {
      return used;
    }
  }

  /** Bytes that wait now. */
  long waiting() {
    synchronized (lock) {
      return waiting;
    }
  }

  @GuardedBy("lock") private boolean fits(long bytes) {
    return used == 0 || used + bytes <= limit;
  }
}
