/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs one sort of a store's work on threads of its own, started by the first task and ended by a
 * minute without one. What does not fit into its bounded queue is refused with OVER_CAPACITY.
 * Thread-safe.
 */
public final class Lane {

  private static final int QUEUED_TASKS = 1024;
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);
  private static final int IDLE_SECONDS = 60;

  private final String store;
  private final String name;
  private final ThreadPoolExecutor executor;

  /**
   * A lane without threads yet.
   *
   * @param store the name of the store, for threads and messages
   * @param name what sort of work it is, for the same
   * @param threads the most threads
   */
  public Lane(String store, String name, int threads) {
    this.store = store;
    this.name = name;
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED_TASKS),
            threads(store, name));
    executor.allowCoreThreadTimeOut(true);
  }

  /** Runs a task. The stage fails with a {@link StorageException}, whatever the task throws. */
  public <T> CompletionStage<T> run(Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(result, task));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(refusal());
    }
    return result;
  }

  /**
   * Waits for what a lane runs.
   *
   * @throws StorageException what it failed with
   */
  public static <T> T await(CompletionStage<T> result) {
    try {
      return result.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StorageException failure
          ? failure
          : StorageException.internal("a task failed: " + e, e);
    }
  }

  /** Waits until tasks have ended, in whatever way. */
  public static void settle(CompletionStage<?>... results) {
    for (CompletionStage<?> result : results) {
      result.handle((value, failure) -> true).toCompletableFuture().join();
    }
  }

  /** Takes no further task; those taken are run. */
  public void close() {
    executor.shutdown();
  }

  private StorageException refusal() {
    return executor.isShutdown()
        ? StorageException.internal("the " + store + " store is closed")
        : StorageException.overCapacity(
            name + ": " + QUEUED_TASKS + " tasks are waiting", RETRY_AFTER);
  }

  // An error of the JVM, such as a full heap, must reach the caller too: nobody else waits for it.
  @SuppressWarnings("CatchingUnchecked")
  private <T> void complete(CompletableFuture<T> result, Supplier<T> task) {
    try {
      result.complete(task.get());
    } catch (StorageException e) {
      result.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(
          StorageException.internal("the " + store + " store failed: " + e, e));
    }
  }

  private static ThreadFactory threads(String store, String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread =
          new Thread(task, "tracehub-" + store + "-" + name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
