/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts pages out of sorted lists. */
final class Pages {

  private Pages() {}

  static <T, R> Page<R> cut(SortedList<T> list, PageRequest request, Function<T, R> answer) {
    boolean backward =
        request.cursor().filter(cursor -> cursor.side() == Cursor.Side.BEFORE).isPresent();
    boolean ascending = (request.order() == PageRequest.Order.OLDEST_FIRST) != backward;
    Optional<Place> from = request.cursor().map(Place::of);
    List<T> items = new ArrayList<>(list.take(from, ascending, request.size() + 1));
    boolean more = items.size() > request.size();
    if (more) {
      items.remove(items.size() - 1);
    }
    // What lies on the side that the page came from.
    Optional<Place> edge = items.isEmpty() ? from : Optional.of(list.placeOf(items.get(0)));
    boolean behind = from.isPresent() && !list.take(edge, !ascending, 1).isEmpty();
    if (backward) {
      Collections.reverse(items);
    }
    return new Page<>(
        items.stream().map(answer).toList(),
        last(list, items, from)
            .filter(place -> backward ? behind : more)
            .map(place -> place.cursor(Cursor.Side.AFTER)),
        first(list, items, from)
            .filter(place -> backward ? more : behind)
            .map(place -> place.cursor(Cursor.Side.BEFORE)));
  }

  private static <T> Optional<Place> last(SortedList<T> list, List<T> items, Optional<Place> from) {
    return items.isEmpty() ? from : Optional.of(list.placeOf(items.get(items.size() - 1)));
  }

  private static <T> Optional<Place> first(
      SortedList<T> list, List<T> items, Optional<Place> from) {
    return items.isEmpty() ? from : Optional.of(list.placeOf(items.get(0)));
  }
}
