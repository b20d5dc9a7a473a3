/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Scope;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The span of one observation and its open scopes, of which several threads may have some at once.
 * Thread-safe.
 */
final class ObservedSpan {

  /** An observation further up is not looked at: {@value}. */
  private static final int MAX_DEPTH = 64;

  private final Observed<Observation.Context> kind;
  private final LiveSpan span;
  private final Map<Thread, Deque<Scope>> scopes = new HashMap<>();

  ObservedSpan(Observed<Observation.Context> kind, LiveSpan span) {
    this.kind = kind;
    this.span = span;
  }

  /** The nearest observation above that has a span. */
  static @Nullable ObservedSpan above(Observation.ContextView context, Object key) {
    ObservationView parent = context.getParentObservation();
    for (int depth = 0; parent != null && depth < MAX_DEPTH; depth++) {
      Observation.ContextView view = parent.getContextView();
      if (view.get(key) instanceof ObservedSpan found) {
        return found;
      }
      parent = view.getParentObservation();
    }
    return null;
  }

  Observed<Observation.Context> kind() {
    return kind;
  }

  LiveSpan span() {
    return span;
  }

  /** Makes the span current on this thread. */
  synchronized void open() {
    scopes
        .computeIfAbsent(Thread.currentThread(), thread -> new ArrayDeque<>())
        .push(span.makeCurrent());
  }

  /** Takes back the last {@link #open()} of this thread. */
  synchronized void close() {
    Deque<Scope> open = scopes.get(Thread.currentThread());
    if (open != null) {
      open.pop().close();
      if (open.isEmpty()) {
        scopes.remove(Thread.currentThread());
      }
    }
  }

  /** Whether this thread works inside the observation, so that its current span is below. */
  synchronized boolean isOpenHere() {
    return scopes.containsKey(Thread.currentThread());
  }
}
