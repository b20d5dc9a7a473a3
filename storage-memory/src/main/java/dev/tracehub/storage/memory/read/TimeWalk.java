/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/** Walks over the rows of a table time by time, along time or against it. Not thread-safe. */
final class TimeWalk<R extends MessageLite> {

  /** Where to walk: nowhere if the start is not before the end. */
  record Bounds(long startNanos, long endNanos) {}

  private final boolean ascending;
  private final PriorityQueue<Step> steps;

  /**
   * A walk.
   *
   * @param likely says of the rows of a chunk whether to stop there
   */
  TimeWalk(
      Table<R> table, Bounds bounds, Function<Chunk<R>, RowPredicate> likely, boolean ascending) {
    this.ascending = ascending;
    this.steps =
        new PriorityQueue<>(
            (a, b) ->
                ascending ? Long.compare(a.time(), b.time()) : Long.compare(b.time(), a.time()));
    for (Chunk<R> chunk : table.chunks()) {
      put(new Step(chunk, bounds, likely.apply(chunk)));
    }
  }

  /** The rows of the next time in no order; empty at the end. */
  List<RowRef<R>> next() {
    List<RowRef<R>> tied = new ArrayList<>();
    Step first = steps.peek();
    if (first == null) {
      return tied;
    }
    long time = first.time();
    for (Step step = first; step != null && step.time() == time; step = steps.peek()) {
      steps.remove();
      while (step.isInside() && step.time() == time) {
        tied.add(new RowRef<>(step.chunk, step.row));
        step.leave();
      }
      put(step);
    }
    return tied;
  }

  private void put(Step step) {
    if (step.isInside()) {
      steps.add(step);
    }
  }

  /** Where the walk stands in one chunk: at a likely row, or outside. */
  private final class Step {

    private final Chunk<R> chunk;
    private final RowPredicate likely;
    private final int first;
    private final int end;
    private int row;

    Step(Chunk<R> chunk, Bounds bounds, RowPredicate likely) {
      this.chunk = chunk;
      this.likely = likely;
      this.first = chunk.firstAt(bounds.startNanos());
      this.end = likely == RowPredicate.NEVER ? first : chunk.firstAt(bounds.endNanos());
      this.row = ascending ? first : end - 1;
      seek();
    }

    boolean isInside() {
      return row >= first && row < end;
    }

    long time() {
      return chunk.time(row);
    }

    void leave() {
      row += ascending ? 1 : -1;
      seek();
    }

    private void seek() {
      while (isInside() && !likely.test(row)) {
        row += ascending ? 1 : -1;
      }
    }
  }
}
