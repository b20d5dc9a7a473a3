/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.read;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.filter.BoundFilter;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.schema.SpanText;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.storage.memory.table.Table;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spans that match, grouped by a text such as their session, each group standing at the start of
 * its latest match. Spans without the text belong to no group.
 */
final class TextGroupList implements SortedList<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::timeNanos).thenComparing(Place::id, CodePointOrder.INSTANCE);

  private static final long NO_MATCH = -1;

  private final List<Place> sorted = new ArrayList<>();

  TextGroupList(Table<Span> spans, BoundFilter filter, SpanText text) {
    Map<String, Long> latest = new HashMap<>();
    for (Chunk<Span> chunk : spans.chunks()) {
      addLatest(chunk, filter, text, latest);
    }
    latest.remove("");
    latest.forEach((group, time) -> sorted.add(new Place(time, group)));
    sorted.sort(ORDER);
  }

  @Override
  public List<Place> take(Optional<Place> from, boolean ascending, int count) {
    if (ascending) {
      int first = from.map(place -> firstAfter(place)).orElse(0);
      return sorted.subList(first, Math.min(sorted.size(), first + count));
    }
    int end = from.map(place -> firstAtOrAfter(place)).orElse(sorted.size());
    List<Place> taken = new ArrayList<>(sorted.subList(Math.max(0, end - count), end));
    Collections.reverse(taken);
    return taken;
  }

  @Override
  public Place placeOf(Place item) {
    return item;
  }

  private int firstAtOrAfter(Place place) {
    int found = Collections.binarySearch(sorted, place, ORDER);
    return found >= 0 ? found : -found - 1;
  }

  private int firstAfter(Place place) {
    int found = Collections.binarySearch(sorted, place, ORDER);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private static void addLatest(
      Chunk<Span> chunk, BoundFilter filter, SpanText text, Map<String, Long> latest) {
    int from = filter.from(chunk);
    int to = filter.to(chunk);
    if (from >= to) {
      return;
    }
    RowPredicate predicate = filter.in(chunk);
    DictionaryColumn groups = text.in(chunk);
    long[] latestOfCode = new long[groups.size()];
    Arrays.fill(latestOfCode, NO_MATCH);
    for (int row = from; row < to; row++) {
      if (predicate.test(row)) {
        // Rows ascend along time.
        latestOfCode[groups.code(row)] = chunk.time(row);
      }
    }
    for (int code = 0; code < latestOfCode.length; code++) {
      if (latestOfCode[code] != NO_MATCH) {
        latest.merge(groups.text(code), latestOfCode[code], Math::max);
      }
    }
  }
}
