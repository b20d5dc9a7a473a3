/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.ByteString;
import dev.tracehub.v1.Span;
import java.util.Comparator;

/**
 * A row of the table of finished or of started spans.
 *
 * @param contentHash what its sender said of it, as {@link ContentHash} sees it; 0 of a started one
 * @param extra what has no column, as {@link SpanExtra} sees it
 */
record SpanRow(Stamp stamp, SpanKey key, Span span, long contentHash, ByteString extra) {

  /** As the tables of spans are sorted. */
  static final Comparator<SpanRow> BY_KEY = SpanRow::compareKeys;

  /** The row of a started span: repeats of it are told by its ids alone. */
  static SpanRow started(Stamp stamp, SpanKey key, Span span, SpanWire wire) {
    wire.take(span);
    return new SpanRow(stamp, key, span, 0, SpanExtra.of(span, wire));
  }

  /** The row of a finished span. */
  static SpanRow finished(Stamp stamp, SpanKey key, Span span, SpanWire wire) {
    wire.take(span);
    return new SpanRow(stamp, key, span, ContentHash.of(wire), SpanExtra.of(span, wire));
  }

  /** When the span started, in nanoseconds since the epoch. */
  long start() {
    return span.getStartTimeUnixNano();
  }

  /** The row with something else that the collector found. */
  SpanRow with(Span changed, SpanWire wire) {
    wire.take(changed);
    return new SpanRow(stamp, key, changed, contentHash, SpanExtra.of(changed, wire));
  }

  /** Written out: each row is compared a dozen times. */
  private static int compareKeys(SpanRow a, SpanRow b) {
    int order = a.key.trace().project().compareTo(b.key.trace().project());
    if (order == 0) {
      order = Long.compare(a.start() / TracePlaces.BUCKET, b.start() / TracePlaces.BUCKET);
    }
    if (order == 0) {
      order = a.key.trace().id().compareTo(b.key.trace().id());
    }
    if (order == 0) {
      order = Long.compare(a.start(), b.start());
    }
    return order == 0 ? Long.compareUnsigned(a.key.span(), b.key.span()) : order;
  }
}
