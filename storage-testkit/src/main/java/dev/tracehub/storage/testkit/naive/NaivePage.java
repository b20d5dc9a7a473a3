/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Cursor.Side;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Cuts pages out of whole lists. */
final class NaivePage {

  private NaivePage() {}

  /** An item and its place in the list. */
  record Item<T>(long timeNanos, String id, T value) {
    private Cursor cursor(Side side) {
      return new Cursor(side, timeNanos, id);
    }
  }

  static <T> Page<T> cut(List<Item<T>> items, PageRequest request) {
    Comparator<Item<?>> order = order(request.order());
    List<Item<T>> list = new ArrayList<>(items);
    list.sort(order);
    int from = 0;
    int to = Math.min(list.size(), request.size());
    if (request.cursor().isPresent()) {
      Cursor cursor = request.cursor().get();
      Item<Boolean> place = new Item<>(cursor.timeNanos(), cursor.id(), true);
      if (cursor.side() == Side.AFTER) {
        from = (int) list.stream().filter(item -> order.compare(item, place) <= 0).count();
        to = Math.min(list.size(), from + request.size());
      } else {
        to = (int) list.stream().filter(item -> order.compare(item, place) < 0).count();
        from = Math.max(0, to - request.size());
      }
    }
    return page(list, from, to);
  }

  private static <T> Page<T> page(List<Item<T>> list, int from, int to) {
    Optional<Cursor> next =
        from < to && to < list.size()
            ? Optional.of(list.get(to - 1).cursor(Side.AFTER))
            : Optional.empty();
    Optional<Cursor> previous =
        from < to && from > 0 ? Optional.of(list.get(from).cursor(Side.BEFORE)) : Optional.empty();
    return new Page<>(list.subList(from, to).stream().map(Item::value).toList(), next, previous);
  }

  private static Comparator<Item<?>> order(PageRequest.Order order) {
    Comparator<Item<?>> oldestFirst =
        Comparator.<Item<?>>comparingLong(Item::timeNanos)
            .thenComparing(Item::id, CodePointOrder.INSTANCE);
    return order == PageRequest.Order.OLDEST_FIRST ? oldestFirst : oldestFirst.reversed();
  }
}
