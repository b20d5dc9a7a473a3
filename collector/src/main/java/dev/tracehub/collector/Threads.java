/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads that calls run on. */
final class Threads {

  private static final int LEAST = 4;

  private Threads() {}

  /** As many threads as keep the processors busy while some wait for locks; never one a call. */
  static ExecutorService calls() {
    AtomicInteger made = new AtomicInteger();
    return Executors.newFixedThreadPool(
        Math.max(LEAST, 2 * Runtime.getRuntime().availableProcessors()),
        work -> {
          Thread thread = new Thread(work, "tracehub-call-" + made.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
