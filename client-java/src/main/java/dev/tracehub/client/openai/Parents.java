/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanBuilder;
import dev.tracehub.client.TraceContext;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Parents of calls that another thread will send. A request carries its parent's {@code
 * traceparent} in a header that never leaves the process; the span itself, with its session, user
 * and tags, is found by it while the application holds the span. Thread-safe.
 */
final class Parents {

  static final String HEADER = "x-tracehub-parent";

  private final Map<String, Kept> spans = new ConcurrentHashMap<>();
  private final ReferenceQueue<LiveSpan> gone = new ReferenceQueue<>();

  private static final class Kept extends WeakReference<LiveSpan> {
    private final String key;

    Kept(String key, LiveSpan span, ReferenceQueue<LiveSpan> queue) {
      super(span, queue);
      this.key = key;
    }
  }

  String keep(LiveSpan span) {
    forgetTheGone();
    String key = span.traceparent();
    spans.put(key, new Kept(key, span, gone));
    return key;
  }

  private void forgetTheGone() {
    for (Object kept = gone.poll(); kept != null; kept = gone.poll()) {
      Kept reference = (Kept) kept;
      spans.remove(reference.key, reference);
    }
  }

  /** Names the parent of a request; without the header it is what is current. */
  void place(SpanBuilder builder, @Nullable String header) {
    if (header == null) {
      return;
    }
    Kept kept = spans.get(header);
    LiveSpan span = kept == null ? null : kept.get();
    if (span != null) {
      builder.parent(span);
    } else {
      TraceContext.parse(header).ifPresent(builder::parent);
    }
  }
}
