/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.HashMap;
import java.util.Map;

/** A filter and a time range on the way through the chunks of one question. Not thread-safe. */
public final class BoundFilter {

  private final TimeRange range;
  private final ColumnFilter filter;
  private final Map<Chunk<Span>, RowPredicate> bound = new HashMap<>();

  public BoundFilter(TimeRange range, ColumnFilter filter) {
    this.range = range;
    this.filter = filter;
  }

  /** The condition on the rows of a chunk that lie in the range. */
  public RowPredicate in(Chunk<Span> chunk) {
    return bound.computeIfAbsent(chunk, filter::bind);
  }

  /** The first row in the range. */
  public int from(Chunk<Span> chunk) {
    return chunk.firstAt(range.startNanos());
  }

  /** The row after the last in the range. */
  public int to(Chunk<Span> chunk) {
    return chunk.firstAt(range.endNanos());
  }

  /** Whether a row lies in the range and matches. */
  public boolean matches(Chunk<Span> chunk, int row) {
    return range.contains(chunk.time(row)) && in(chunk).test(row);
  }
}
