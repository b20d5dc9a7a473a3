/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import dev.tracehub.collector.errors.Failures;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of request bodies that may be held at once. Thread-safe. */
final class ByteBudget {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AtomicLong free;

  ByteBudget(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  /** An empty lease of one request. */
  Lease lease() {
    return new Lease();
  }

  long free() {
    return free.get();
  }

  /** What one request holds. Thread-safe. */
  final class Lease {

    private final AtomicLong held = new AtomicLong();

    /**
     * Takes more bytes.
     *
     * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED with RetryInfo when there are not
     *     so many
     */
    void take(long bytes) {
      if (free.addAndGet(-bytes) < 0) {
        free.addAndGet(bytes);
        throw Failures.overloaded(
            "TOO_MANY_BYTES_IN_FLIGHT",
            "the collector holds as many request bytes as it may; try again later",
            RETRY_AFTER);
      }
      held.addAndGet(bytes);
    }

    /** What was taken and not given back. */
    long held() {
      return held.get();
    }

    /** Gives back some of what was taken. */
    void give(long bytes) {
      held.addAndGet(-bytes);
      free.addAndGet(bytes);
    }

    /** Gives back everything. */
    void giveAll() {
      free.addAndGet(held.getAndSet(0));
    }
  }
}
