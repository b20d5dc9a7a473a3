/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.storage.SpanId;
import dev.tracehub.v1.Span;

/**
 * A span that only tells that another one has started (Logfire): it is a child of the one that it
 * announces, and an attribute names the true parent.
 */
final class PendingSpan {

  private PendingSpan() {}

  /** The span that is announced, open. */
  static Span.Builder announced(Span.Builder pending, Reading reading) {
    String parent = reading.peek(Field.PENDING_PARENT_ID);
    Span.Builder started = pending.setEndTimeUnixNano(0);
    if (!pending.getParentSpanId().isEmpty()) {
      started.setSpanId(pending.getParentSpanId());
    }
    return started.setParentSpanId(SpanId.tryParse(parent).map(SpanId::toString).orElse(""));
  }
}
