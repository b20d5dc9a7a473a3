/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.v1.Span;
import java.time.Duration;
import java.util.Comparator;

/**
 * A row of the table of finished or of started spans.
 *
 * @param contentHash what its sender said of it, as {@link ContentHash} sees it
 */
record SpanRow(Stamp stamp, SpanKey key, Span span, long contentHash) {

  private static final long BUCKET = Duration.ofMinutes(5).toNanos();

  /** As the tables of spans are sorted. */
  static final Comparator<SpanRow> BY_KEY =
      Comparator.<SpanRow, String>comparing(row -> row.key().trace().project())
          .thenComparingLong(row -> row.span().getStartTimeUnixNano() / BUCKET)
          .thenComparing(row -> row.key().trace().id())
          .thenComparingLong(row -> row.span().getStartTimeUnixNano())
          .thenComparing(row -> row.key().span(), Long::compareUnsigned);

  /** When the span started, in nanoseconds since the epoch. */
  long start() {
    return span.getStartTimeUnixNano();
  }

  SpanRow with(Span changed) {
    return new SpanRow(stamp, key, changed, contentHash);
  }
}
