/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import static java.util.stream.Collectors.toMap;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.filter.SqlFilter;
import dev.tracehub.storage.clickhouse.sql.CurrentCosts;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a list of groups from one place on, window by window. A group that has spans in a window
 * stands there unless it has one outside that decides: of a trace an earlier one, of a session or a
 * user a later one. Only such groups are looked at beyond the window. Serves one list; not
 * thread-safe.
 */
final class GroupWalk {

  /** The most groups that a window is asked for at once. */
  private static final int MAX_CANDIDATES = 1_000;

  private final Queries queries;
  private final TraceLocator locator;
  private final Grouping grouping;
  private final SpanQuery query;
  private final Map<String, TimeRange> places = new HashMap<>();

  GroupWalk(Queries queries, TraceLocator locator, Grouping grouping, SpanQuery query) {
    this.queries = queries;
    this.locator = locator;
    this.grouping = grouping;
    this.query = query;
  }

  /**
   * The first groups in a direction.
   *
   * @param part where they may stand
   */
  List<Place> from(TimeRange part, Begin begin, boolean ascending, int limit) {
    List<Place> found = new ArrayList<>();
    long growth = query.filter().equals(Filter.ALL) ? Windows.STEADY : Windows.FAST;
    Windows windows = new Windows(part, ascending, limit, Windows.MINUTES, growth);
    Optional<TimeRange> window = windows.next(0);
    while (window.isPresent() && found.size() < limit) {
      addWindow(window.get(), begin, ascending, limit, found);
      window = windows.next(found.size());
    }
    return found.size() > limit ? found.subList(0, limit) : found;
  }

  /** When the spans of traces start, where the walk has learnt it of all of them. */
  Optional<TimeRange> places(Collection<String> traces) {
    List<TimeRange> known =
        traces.stream().flatMap(id -> Optional.ofNullable(places.get(id)).stream()).toList();
    if (known.isEmpty() || known.size() < traces.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new TimeRange(
            known.stream().mapToLong(TimeRange::startNanos).min().orElseThrow(),
            known.stream().mapToLong(TimeRange::endNanos).max().orElseThrow()));
  }

  private void addWindow(
      TimeRange window, Begin first, boolean ascending, int limit, List<Place> found) {
    int most = Math.min(MAX_CANDIDATES, 4 * limit);
    Begin begin = first;
    while (true) {
      List<Place> candidates = candidates(window, begin, ascending, most);
      Set<String> elsewhere = elsewhere(window, candidates);
      candidates.stream().filter(place -> !elsewhere.contains(place.id())).forEach(found::add);
      if (candidates.size() < most || found.size() >= limit) {
        return;
      }
      Place last = candidates.get(candidates.size() - 1);
      begin = (nanos, id, parameters) -> last.beyond(nanos, id, ascending, parameters);
    }
  }

  private List<Place> candidates(TimeRange window, Begin begin, boolean ascending, int most) {
    SpanScope scope = current(SpanScope.of(SpanTable.FINISHED, query.project(), window));
    String direction = ascending ? " ASC" : " DESC";
    String sql =
        "SELECT g.id AS id, g.at AS at FROM (SELECT "
            + grouping.id()
            + " AS id, "
            + grouping.time()
            + " AS at"
            + matching(scope)
            + " GROUP BY "
            + grouping.key()
            + ") AS g WHERE "
            + begin.condition("g.at", "g.id", scope.parameters())
            + " ORDER BY g.at"
            + direction
            + ", g.id"
            + direction
            + " LIMIT "
            + most;
    return queries.list(sql, scope.parameters(), row -> new Place(row.whole("at"), row.text("id")));
  }

  /** Those of the candidates that stand outside the window. */
  private Set<String> elsewhere(TimeRange window, List<Place> candidates) {
    Optional<TimeRange> outside = grouping.outside(query.range(), window);
    if (outside.isEmpty() || candidates.isEmpty()) {
      return Set.of();
    }
    List<String> ids = candidates.stream().map(Place::id).toList();
    return grouping == Grouping.TRACES
        ? earlier(outside.get(), ids)
        : ids(current(SpanScope.of(SpanTable.FINISHED, query.project(), outside.get())), ids);
  }

  /** Most traces start in the window, which the locator knows; the others are looked at. */
  private Set<String> earlier(TimeRange before, List<String> ids) {
    Map<TraceId, TimeRange> located =
        locator.each(query.project(), ids.stream().map(TraceId::parse).toList());
    located.forEach((trace, range) -> places.put(trace.toString(), range));
    Map<TraceId, TimeRange> early =
        located.entrySet().stream()
            .filter(place -> place.getValue().startNanos() < before.endNanos())
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    long start =
        early.values().stream().mapToLong(TimeRange::startNanos).min().orElse(before.endNanos());
    start = Math.max(start, before.startNanos());
    if (start >= before.endNanos()) {
      return Set.of();
    }
    TimeRange range = new TimeRange(start, before.endNanos());
    SpanScope scope =
        current(SpanScope.of(SpanTable.FINISHED, query.project(), range, early.keySet()));
    return read("SELECT DISTINCT " + grouping.id() + " AS id" + matching(scope), scope);
  }

  private Set<String> ids(SpanScope scope, List<String> groups) {
    String in = " AND " + grouping.key() + " IN " + scope.parameters().texts(groups);
    return read("SELECT DISTINCT " + grouping.id() + " AS id" + matching(scope) + in, scope);
  }

  private Set<String> read(String sql, SpanScope scope) {
    return new HashSet<>(queries.list(sql, scope.parameters(), (Row row) -> row.text("id")));
  }

  private SpanScope current(SpanScope scope) {
    return CurrentCosts.of(scope, SqlFilter.looksAtCosts(query.filter()), queries);
  }

  private String matching(SpanScope scope) {
    return scope.from()
        + " AND "
        + grouping.condition()
        + " AND "
        + SqlFilter.compile(query.filter(), scope);
  }
}
