/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Earliest earliest = new Earliest(table, filter);
    List<RowRef<Span>> taken = new ArrayList<>();
    Optional<RowRef<Span>> next = walk.next();
    while (next.isPresent()) {
      if (earliest.is(next.get())) {
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

  /** Where the earliest match of a trace stands. The rows of a trace come close to each other. */
  private static final class Earliest {

    private static final int REMEMBERED_TRACES = 1024;

    private final Table<Span> table;
    private final BoundFilter filter;
    private final Map<TraceId, RowRef<Span>> found =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<TraceId, RowRef<Span>> eldest) {
            return size() > REMEMBERED_TRACES;
          }
        };

    Earliest(Table<Span> table, BoundFilter filter) {
      this.table = table;
      this.filter = filter;
    }

    /** Whether a match is the earliest of its trace. */
    boolean is(RowRef<Span> match) {
      return found.computeIfAbsent(RowIds.trace(match), this::find).equals(match);
    }

    private RowRef<Span> find(TraceId trace) {
      return table.trace(trace.high(), trace.low()).stream()
          .filter(ref -> filter.matches(ref.chunk(), ref.row()))
          .findFirst()
          .orElseThrow();
    }
  }
}
