/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Spans that match. */
record SpanList(Table<Span> table, BoundFilter filter) implements SortedList<RowRef<Span>> {

  @Override
  public List<RowRef<Span>> take(Optional<Place> from, boolean ascending, int count) {
    RowWalk walk =
        new RowWalk(
            table, filter, from.map(place -> new RowKey(place, RowIds::spanText)), ascending);
    List<RowRef<Span>> taken = new ArrayList<>();
    Optional<RowRef<Span>> next = walk.next();
    while (next.isPresent()) {
      taken.add(next.get());
      next = taken.size() < count ? walk.next() : Optional.empty();
    }
    return taken;
  }

  @Override
  public Place placeOf(RowRef<Span> item) {
    return new Place(item.chunk().time(item.row()), RowIds.spanText(item));
  }
}
