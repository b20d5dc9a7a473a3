/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Traces of which a span matches, each standing where its earliest match stands. Found by walking
 * over all matches and taking those that are their trace's earliest: a page costs what it shows,
 * not what is held.
 */
record TraceList(Table<Span> table, BoundFilter filter) implements SortedList<RowRef<Span>> {

  @Override
  public List<RowRef<Span>> take(Optional<Place> from, boolean ascending, int count) {
    RowWalk walk =
        new RowWalk(
            table, filter, from.map(place -> new RowKey(place, RowIds::traceText)), ascending);
    List<RowRef<Span>> taken = new ArrayList<>();
    Optional<RowRef<Span>> next = walk.next();
    while (next.isPresent()) {
      if (isEarliest(next.get())) {
        taken.add(next.get());
      }
      next = taken.size() < count ? walk.next() : Optional.empty();
    }
    return taken;
  }

  @Override
  public Place placeOf(RowRef<Span> item) {
    return new Place(item.chunk().time(item.row()), RowIds.traceText(item));
  }

  private boolean isEarliest(RowRef<Span> ref) {
    long time = ref.chunk().time(ref.row());
    return table.chunks().stream()
        .noneMatch(chunk -> chunk.time(0) <= time && hasEarlier(chunk, ref));
  }

  private boolean hasEarlier(Chunk<Span> chunk, RowRef<Span> ref) {
    long high = RowIds.trace(ref).high();
    long low = RowIds.trace(ref).low();
    int row = chunk.traces().first(high, low);
    while (row >= 0 && Chunk.compare(chunk, row, ref.chunk(), ref.row()) < 0) {
      if (filter.matches(chunk, row)) {
        return true;
      }
      row = chunk.traces().next(row);
    }
    return false;
  }
}
