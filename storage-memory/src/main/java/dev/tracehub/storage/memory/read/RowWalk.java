/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Span;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Walks over the matching rows of a table by time, trace and span, along time or against it. Opens
 * a chunk only when the walk arrives there, and looks for a chunk's next match only when it is the
 * chunk's turn. Not thread-safe.
 */
final class RowWalk {

  private final BoundFilter filter;
  private final boolean ascending;
  private final PriorityQueue<Step> steps;

  /**
   * A walk.
   *
   * @param from rows beyond this place; empty for all
   * @param ascending whether along time
   */
  RowWalk(Table<Span> table, BoundFilter filter, Optional<RowKey> from, boolean ascending) {
    this.filter = filter;
    this.ascending = ascending;
    this.steps = new PriorityQueue<>((a, b) -> ascending ? compare(a, b) : compare(b, a));
    for (Chunk<Span> chunk : table.chunks()) {
      Step step = new Step(chunk, from);
      if (step.isInside()) {
        steps.add(step);
      }
    }
  }

  /** The next matching row; empty at the end. */
  Optional<RowRef<Span>> next() {
    for (Step step = steps.poll(); step != null; step = steps.poll()) {
      if (step.isMatch) {
        RowRef<Span> found = new RowRef<>(step.chunk, step.row);
        step.leave();
        put(step);
        return Optional.of(found);
      }
      step.seek();
      put(step);
    }
    return Optional.empty();
  }

  private void put(Step step) {
    if (step.isInside()) {
      steps.add(step);
    }
  }

  private static int compare(Step a, Step b) {
    return Chunk.compare(a.chunk, a.row, b.chunk, b.row);
  }

  /** Where the walk stands in one chunk. */
  private final class Step {

    private final Chunk<Span> chunk;
    private final int first;
    private final int end;
    private int row;
    private boolean isMatch;

    Step(Chunk<Span> chunk, Optional<RowKey> from) {
      this.chunk = chunk;
      this.first = filter.from(chunk);
      this.end = filter.to(chunk);
      this.row = ascending ? first : end - 1;
      from.ifPresent(this::skipTo);
    }

    boolean isInside() {
      return row >= first && row < end;
    }

    /** Goes to the next match, from where it stands. */
    void seek() {
      RowPredicate predicate = filter.in(chunk);
      if (predicate == RowPredicate.NEVER) {
        row = end;
        return;
      }
      while (isInside() && !predicate.test(row)) {
        leave();
      }
      isMatch = isInside();
    }

    void leave() {
      row += ascending ? 1 : -1;
      isMatch = false;
    }

    private void skipTo(RowKey place) {
      if (ascending) {
        row = Math.max(row, chunk.firstAt(place.time()));
      } else if (place.time() < Long.MAX_VALUE) {
        row = Math.min(row, chunk.firstAt(place.time() + 1) - 1);
      }
      while (isInside() && !isBeyond(place)) {
        leave();
      }
    }

    private boolean isBeyond(RowKey place) {
      int order = place.compare(chunk, row);
      return ascending ? order > 0 : order < 0;
    }
  }
}
