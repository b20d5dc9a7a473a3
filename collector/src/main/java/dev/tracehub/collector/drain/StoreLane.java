/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The thread that waits for the store, so that the next block is decoded meanwhile. One block is
 * under way at a time: records of one trace reach the store in their order. For the drain's thread
 * alone.
 */
final class StoreLane implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "tracehub-store"));
  private @Nullable Future<Boolean> underWay;

  /** Hands over a write, once the one before is done; false when that one was stopped. */
  boolean submit(Callable<Boolean> write) throws InterruptedException {
    if (!await()) {
      return false;
    }
    underWay = thread.submit(write);
    return true;
  }

  /** Waits for the write under way; false when it was stopped before the store had the block. */
  boolean await() throws InterruptedException {
    Future<Boolean> write = underWay;
    if (write == null) {
      return true;
    }
    underWay = null;
    try {
      return write.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  /** Whether a write is under way that is not done. */
  boolean isBusy() {
    Future<Boolean> write = underWay;
    return write != null && !write.isDone();
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("the drain's write failed", cause);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
