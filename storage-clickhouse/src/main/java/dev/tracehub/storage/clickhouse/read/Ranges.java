/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.Span;
import java.util.Collection;

/** Ranges of starts. */
final class Ranges {

  private Ranges() {}

  /** The range from the first to the last, both within. */
  static TimeRange closed(long first, long last) {
    return new TimeRange(first, last == Long.MAX_VALUE ? last : last + 1);
  }

  /** The range that holds the starts of all spans, of which there must be one. */
  static TimeRange of(Collection<Span> spans) {
    return closed(
        spans.stream().mapToLong(Span::getStartTimeUnixNano).min().orElseThrow(),
        spans.stream().mapToLong(Span::getStartTimeUnixNano).max().orElseThrow());
  }
}
