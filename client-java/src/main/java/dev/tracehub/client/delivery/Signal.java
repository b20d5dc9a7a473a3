/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the worker, and no more often than it must. The worker says at what depth of the queue it
 * wants to be woken; a producer that reaches it wakes it once.
 *
 * <p>The worker arms the signal, looks at the queue again, and only then parks. A producer pushes
 * first and looks at the signal then. So one of them sees the other.
 */
final class Signal {

  /** The depth that a worker without work wants to be woken at. */
  static final int IDLE = 1;

  private static final int NEVER = Integer.MAX_VALUE;

  private final Runnable starter;
  private final long batchBytes;
  private volatile int depth = IDLE;
  private volatile @Nullable Thread worker;

  /**
   * @param batchBytes wakes an armed signal whatever the depth
   * @param starter starts the worker; called when there is something to do and no worker
   */
  Signal(long batchBytes, Runnable starter) {
    this.batchBytes = batchBytes;
    this.starter = starter;
  }

  /** Producers: the queue has this depth now. */
  void offered(int queued, long bytes) {
    int wanted = depth;
    if (queued >= wanted || (bytes >= batchBytes && wanted != NEVER)) {
      wake();
    }
  }

  /** Producers: a record was dropped, which a worker that sleeps has to tell. */
  void lost() {
    if (depth == IDLE) {
      wake();
    }
  }

  void wake() {
    depth = NEVER;
    Thread thread = worker;
    if (thread == null) {
      starter.run();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /** Worker: wants to be woken at this depth. */
  void arm(int wanted) {
    depth = wanted;
  }

  /** Worker: is awake. */
  void disarm() {
    depth = NEVER;
  }

  /** Whom to wake; null when there is nobody and the starter is to be called. */
  void startedBy(@Nullable Thread thread) {
    worker = thread;
  }
}
