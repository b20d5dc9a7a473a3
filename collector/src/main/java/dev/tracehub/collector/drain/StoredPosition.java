/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Up to where the store holds everything, and those who wait for it to get somewhere. Thread-safe.
 */
final class StoredPosition {

  private final Object lock = new Object();
  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::position));
  private volatile long position;

  StoredPosition(long position) {
    this.position = position;
  }

  long get() {
    return position;
  }

  /** Completes when everything before the position is in the store. */
  CompletionStage<Void> await(long wanted) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (lock) {
      if (position < wanted) {
        waiters.add(new Waiter(wanted, done));
        return done;
      }
    }
    done.complete(null);
    return done;
  }

  void advance(long reached) {
    List<Waiter> ready = new ArrayList<>();
    synchronized (lock) {
      position = reached;
      while (!waiters.isEmpty() && waiters.peek().position() <= reached) {
        ready.add(waiters.remove());
      }
    }
    // Outside the lock: what waits may do anything.
    ready.forEach(waiter -> waiter.done().complete(null));
  }

  private record Waiter(long position, CompletableFuture<Void> done) {}
}
