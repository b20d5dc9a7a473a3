/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;

/**
 * One library, its sink, and the count of what went in and what came out. What did not come out is
 * lost, whatever the library says of it. Thread-safe.
 */
final class Session implements AutoCloseable {

  /** Longer than any of the libraries waits for a batch to fill after a flush. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int MOST_UNDER_WAY = 4_096;

  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final LongAdder recorded = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final Sinks sinks;
  private final SpanRecorder recorder;
  private final int window;
  private final Object ending = new Object();

  /** Guarded by ending. */
  private boolean closed;

  /** Written off so far. Guarded by this. */
  private long lost;

  Session(Library library) throws IOException {
    // A line for every full queue would cost those that write one.
    LogManager.getLogManager().reset();
    sinks = new Sinks(delivered);
    window = Math.min(MOST_UNDER_WAY, library.queue() / 2);
    recorder = library.open(sinks, delivered);
  }

  /** Records spans, one after the other. */
  void record(long first, int spans) {
    for (int i = 0; i < spans; i++) {
      recorder.record(first + i);
    }
  }

  /** Says that spans were recorded: apart, so that counting them is not measured. */
  void recorded(long spans) {
    recorded.add(spans);
  }

  long recorded() {
    return recorded.sum();
  }

  long delivered() {
    return delivered.sum();
  }

  /**
   * Waits until no more spans are under way than every library can hold: the sink counts them
   * before the library has read its answer, and the same number may be recorded until it has.
   */
  void awaitRoom() {
    if (pending() > window) {
      awaitPending(window);
    }
  }

  /** Waits until everything is delivered or lost; the spans lost since the last time. */
  long settle() {
    awaitAll();
    synchronized (this) {
      long missing = recorded.sum() - delivered.sum();
      long fresh = missing - lost;
      lost = missing;
      return fresh;
    }
  }

  private void awaitAll() {
    synchronized (ending) {
      if (!closed) {
        recorder.flush();
        awaitPending(0);
      }
    }
  }

  private long pending() {
    long gone;
    synchronized (this) {
      gone = lost;
    }
    return recorded.sum() - delivered.sum() - gone;
  }

  /** Waits until no more than so many spans are under way, or nothing moves any more. */
  private void awaitPending(long most) {
    long seen = delivered.sum();
    long movedAt = System.nanoTime();
    while (pending() > most && System.nanoTime() - movedAt < QUIET_NANOS) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = delivered.sum();
      if (now != seen) {
        seen = now;
        movedAt = System.nanoTime();
      }
    }
  }

  /**
   * Lets everything arrive first: JMH may close what threads share while one of them still settles,
   * and not every library delivers what is left when it is closed.
   */
  @Override
  public void close() {
    synchronized (ending) {
      awaitAll();
      closed = true;
      recorder.close();
      sinks.close();
    }
  }
}
