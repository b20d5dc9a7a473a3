/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import com.google.protobuf.MessageLite;
import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.RowRef;
import dev.tracehub.storage.memory.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Records that match, sorted by time and by ids that the rows of a table are not sorted by. All
 * that have one time are read before the first of them is taken: a page costs what it shows and
 * what ties with it.
 *
 * @param likely leaves out rows of a chunk that need not be read
 * @param matches whether a record is in the list
 * @param id of a record; those with the same id at the same time stand one after the other
 */
record TimeList<R extends MessageLite>(
    Table<R> table,
    TimeRange range,
    Function<Chunk<R>, RowPredicate> likely,
    Predicate<R> matches,
    Function<R, String> id)
    implements SortedList<TimeList.Item<R>> {

  private static final Comparator<Item<?>> ORDER =
      Comparator.comparing(Item::id, CodePointOrder.INSTANCE);

  /** A record and its id, which no other record of its time has. */
  record Item<R>(long timeNanos, String id, R record) {}

  @Override
  public List<Item<R>> take(Optional<Place> from, boolean ascending, int count) {
    TimeWalk<R> walk = new TimeWalk<>(table, bounds(from, ascending), likely, ascending);
    List<Item<R>> taken = new ArrayList<>();
    List<RowRef<R>> tied = walk.next();
    while (!tied.isEmpty()) {
      List<Item<R>> items = items(tied);
      if (!ascending) {
        Collections.reverse(items);
      }
      items.stream()
          .filter(item -> from.isEmpty() || isBeyond(item, from.get(), ascending))
          .limit(count - taken.size())
          .forEach(taken::add);
      tied = taken.size() < count ? walk.next() : List.of();
    }
    return taken;
  }

  @Override
  public Place placeOf(Item<R> item) {
    return new Place(item.timeNanos(), item.id());
  }

  /** The first instant that can hold an item beyond the place, and the first that cannot. */
  private TimeWalk.Bounds bounds(Optional<Place> from, boolean ascending) {
    long start = range.startNanos();
    long end = range.endNanos();
    if (from.isPresent()) {
      long time = from.get().timeNanos();
      start = ascending ? Math.max(start, time) : start;
      end = ascending || time == Long.MAX_VALUE ? end : Math.min(end, time + 1);
    }
    return new TimeWalk.Bounds(start, end);
  }

  /** The items of one time in their order. */
  private List<Item<R>> items(List<RowRef<R>> tied) {
    List<Item<R>> items = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (RowRef<R> ref : tied) {
      R record = ref.read();
      if (matches.test(record)) {
        String own = id.apply(record);
        int before = seen.merge(own, 1, Integer::sum) - 1;
        // Alike in everything: it does not matter which of them is which.
        String unique = before == 0 ? own : own + "#%010d".formatted(before);
        items.add(new Item<>(ref.chunk().time(ref.row()), unique, record));
      }
    }
    items.sort(ORDER);
    return items;
  }

  private static boolean isBeyond(Item<?> item, Place place, boolean ascending) {
    int order = Long.compare(item.timeNanos(), place.timeNanos());
    if (order == 0) {
      order = CodePointOrder.INSTANCE.compare(item.id(), place.id());
    }
    return ascending ? order > 0 : order < 0;
  }
}
