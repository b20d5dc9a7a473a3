/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Runs the same work in several threads that start together. */
final class Parallel {

  private Parallel() {}

  /** Runs {@code work} with the numbers 0 to {@code workers - 1} and waits for all of them. */
  static void run(int workers, IntConsumer work) {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      CyclicBarrier start = new CyclicBarrier(workers);
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int worker = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  work.accept(worker);
                  return true;
                }));
      }
      for (Future<Boolean> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a worker failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
