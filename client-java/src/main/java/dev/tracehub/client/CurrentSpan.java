/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The current span of each thread of one client. A thread without one holds nothing: the last frame
 * takes the thread-local value with it, so that pooled threads keep no reference to the client.
 */
final class CurrentSpan {

  // Not static: two clients of one process are two sets of traces.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Frame> top = new ThreadLocal<>();

  /** One span on a thread's stack. */
  static final class Frame {
    private final CurrentSpan owner;
    private final LiveSpan span;
    private final @Nullable Frame below;

    /** Written by whichever thread ends the span. */
    private volatile boolean closed;

    private Frame(CurrentSpan owner, LiveSpan span, @Nullable Frame below) {
      this.owner = owner;
      this.span = span;
      this.below = below;
    }

    /** Any thread. On another than the frame's own, that thread drops the frame when it looks. */
    void close() {
      closed = true;
      owner.get();
    }
  }

  Frame push(LiveSpan span) {
    Frame frame = new Frame(this, span, topFrame());
    top.set(frame);
    return frame;
  }

  @Nullable LiveSpan get() {
    Frame frame = topFrame();
    return frame == null ? null : frame.span;
  }

  /** The task with this thread's current span, wherever it runs; the task itself without one. */
  Runnable carry(Runnable task) {
    LiveSpan span = get();
    if (span == null) {
      return task;
    }
    return () -> {
      Frame frame = push(span);
      try {
        task.run();
      } finally {
        frame.close();
      }
    };
  }

  /** The task with this thread's current span, wherever it runs; the task itself without one. */
  <T> Callable<T> carry(Callable<T> task) {
    LiveSpan span = get();
    if (span == null) {
      return task;
    }
    return () -> {
      Frame frame = push(span);
      try {
        return task.call();
      } finally {
        frame.close();
      }
    };
  }

  /** The function with this thread's current span; the function itself without one. */
  <A, B> Function<A, B> carry(Function<A, B> function) {
    LiveSpan span = get();
    if (span == null) {
      return function;
    }
    return argument -> {
      Frame frame = push(span);
      try {
        return function.apply(argument);
      } finally {
        frame.close();
      }
    };
  }

  private @Nullable Frame topFrame() {
    Frame seen = top.get();
    Frame frame = seen;
    while (frame != null && frame.closed) {
      frame = frame.below;
    }
    if (frame == null) {
      top.remove();
    } else if (frame != seen) {
      top.set(frame);
    }
    return frame;
  }
}
