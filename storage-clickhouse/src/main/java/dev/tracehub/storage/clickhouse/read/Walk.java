/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.Cursor;
import dev.tracehub.storage.Cursor.Side;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a list is read for a page: from the cursor, in the list's direction for the items after it
 * and against it for those before it, one item more than asked for.
 */
final class Walk {

  private final PageRequest request;

  Walk(PageRequest request) {
    this.request = request;
  }

  /** The most items to read. */
  int limit() {
    return request.size() + 1;
  }

  boolean isFromStart() {
    return request.cursor().isEmpty();
  }

  /** The question for what follows an item in the direction of this walk. */
  SpanQuery continued(SpanQuery query, Place from) {
    return at(query, from, isBackwards() ? Side.BEFORE : Side.AFTER);
  }

  /** The question for what follows an item against the direction of this walk. */
  SpanQuery turned(SpanQuery query, Place from) {
    return at(query, from, isBackwards() ? Side.AFTER : Side.BEFORE);
  }

  private static SpanQuery at(SpanQuery query, Place place, Side side) {
    return new SpanQuery(
        query.project(), query.range(), query.filter(), query.page().at(place.cursor(side)));
  }

  /**
   * Whether an item lies beyond the cursor; "1" without one.
   *
   * @param nanos an expression for its time
   * @param id an expression for its id as text
   */
  String beyond(String nanos, String id, Parameters parameters) {
    if (isFromStart()) {
      return "1";
    }
    Cursor cursor = request.cursor().get();
    return new Place(cursor.timeNanos(), cursor.id()).beyond(nanos, id, isAscending(), parameters);
  }

  /** The part of a range where items beyond the cursor may be; empty when there is none. */
  Optional<TimeRange> ahead(TimeRange range) {
    return part(range, isAscending());
  }

  /** The part of a range where items up to the cursor may be; empty when there is none. */
  Optional<TimeRange> behind(TimeRange range) {
    return part(range, !isAscending());
  }

  /** Reads items of a list. */
  interface Source<T> {

    /**
     * The first items in a direction.
     *
     * @param part where they may stand
     */
    List<T> read(TimeRange part, Begin begin, boolean ascending, int limit);
  }

  /** The page of a list in a range; whether there is more behind it is asked for apart. */
  <T, R> Page<R> page(
      TimeRange range,
      Source<T> source,
      Function<T, Place> place,
      Function<List<T>, List<R>> items) {
    List<T> read =
        ahead(range)
            .map(part -> source.read(part, this::beyond, isAscending(), limit()))
            .orElse(List.of());
    Begin upTo = (nanos, id, parameters) -> "NOT " + beyond(nanos, id, parameters);
    boolean more =
        !read.isEmpty()
            && !isFromStart()
            && behind(range)
                .filter(part -> !source.read(part, upTo, !isAscending(), 1).isEmpty())
                .isPresent();
    return page(read, more, place, items);
  }

  /**
   * The page of what was read.
   *
   * @param read the items beyond the cursor as they were read
   * @param more whether there are items up to the cursor
   */
  <T, R> Page<R> page(
      List<T> read, boolean more, Function<T, Place> place, Function<List<T>, List<R>> items) {
    boolean beyond = read.size() > request.size();
    List<T> shown = new ArrayList<>(beyond ? read.subList(0, request.size()) : read);
    boolean backwards = isBackwards();
    if (backwards) {
      Collections.reverse(shown);
    }
    if (shown.isEmpty()) {
      return new Page<>(List.of(), Optional.empty(), Optional.empty());
    }
    Place first = place.apply(shown.get(0));
    Place last = place.apply(shown.get(shown.size() - 1));
    return new Page<>(
        items.apply(shown),
        (backwards ? more : beyond) ? Optional.of(last.cursor(Side.AFTER)) : Optional.empty(),
        (backwards ? beyond : more) ? Optional.of(first.cursor(Side.BEFORE)) : Optional.empty());
  }

  private Optional<TimeRange> part(TimeRange range, boolean later) {
    if (isFromStart()) {
      return Optional.of(range);
    }
    long time = request.cursor().get().timeNanos();
    long start = later ? Math.max(range.startNanos(), time) : range.startNanos();
    long end =
        later || time == Long.MAX_VALUE ? range.endNanos() : Math.min(range.endNanos(), time + 1);
    return start < end ? Optional.of(new TimeRange(start, end)) : Optional.empty();
  }

  /** Whether items are read from the earliest on. */
  boolean isAscending() {
    return (request.order() == PageRequest.Order.OLDEST_FIRST) != isBackwards();
  }

  private boolean isBackwards() {
    return request.cursor().map(cursor -> cursor.side() == Side.BEFORE).orElse(false);
  }
}
