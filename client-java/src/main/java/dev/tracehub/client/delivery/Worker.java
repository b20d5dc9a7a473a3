/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the dispatcher its thread: the first record starts it, the end of the dispatcher ends it.
 * Neither an interrupt nor an exception does.
 */
final class Worker {

  private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
  private static final long REST_AFTER_FAULT = TimeUnit.SECONDS.toNanos(1);

  private final Dispatcher dispatcher;
  private final ThreadFactory threads;
  private final Signal signal;
  private final Object lock = new Object();

  /** Guarded by lock. */
  private @Nullable Thread thread;

  /** Guarded by lock. */
  private boolean retired;

  /** Guarded by lock. */
  private boolean failureLogged;

  Worker(Dispatcher dispatcher, ThreadFactory threads, long batchBytes) {
    this.dispatcher = dispatcher;
    this.threads = threads;
    this.signal = new Signal(batchBytes, this::start);
  }

  Signal signal() {
    return signal;
  }

  boolean isStarted() {
    synchronized (lock) {
      return thread != null;
    }
  }

  boolean isCurrentThread() {
    synchronized (lock) {
      return Thread.currentThread() == thread;
    }
  }

  /** Gives up starting the thread; false when it has been started. */
  boolean retire() {
    synchronized (lock) {
      retired = true;
      return thread == null;
    }
  }

  /** Starts the thread unless it runs. A machine that has no thread left is asked again later. */
  private void start() {
    synchronized (lock) {
      if (thread != null || retired) {
        return;
      }
      try {
        Thread made = threads.newThread(this::run);
        // Before the start: who pushes after the first step must find a thread to wake.
        signal.startedBy(made);
        made.start();
        thread = made;
      } catch (RuntimeException | OutOfMemoryError e) {
        signal.startedBy(null);
        signal.arm(Signal.IDLE);
        if (!failureLogged) {
          failureLogged = true;
          LOGGER.error("Tracehub client could not start its thread; records wait", e);
        }
      }
    }
  }

  private void run() {
    while (!dispatcher.isFinished()) {
      long wait = step();
      signal.arm(dispatcher.wakeDepth());
      if (wait > 0 && !dispatcher.hasNews() && !dispatcher.isFinished()) {
        LockSupport.parkNanos(this, wait);
      }
      signal.disarm();
      // A pending interrupt would turn every later park into a spin.
      Thread.interrupted();
    }
  }

  private long step() {
    try {
      return dispatcher.step();
    } catch (RuntimeException | Error e) {
      LOGGER.error("Tracehub client worker met a fault and goes on", e);
      LockSupport.parkNanos(this, REST_AFTER_FAULT);
      return 0;
    }
  }

  /** Waits for the end of the thread, if there is one. An interrupt ends the wait. */
  void awaitEnd(Duration timeout) {
    Thread started;
    synchronized (lock) {
      started = thread;
    }
    if (started == null) {
      return;
    }
    try {
      started.join(Math.max(1, timeout.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
