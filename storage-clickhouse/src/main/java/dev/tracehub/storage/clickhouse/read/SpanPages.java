/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.Lane;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.filter.SqlFilter;
import dev.tracehub.storage.clickhouse.sql.CurrentCosts;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Pages of finished and of open spans: the ids of the page are found first, in the order of the
 * table's key, and then the wide rows of just these. Thread-safe.
 */
public final class SpanPages {

  /** The most started spans to be looked at in one go for those that are open. */
  private static final int MAX_BATCH = 4_000;

  private static final String ID =
      "concat("
          + SpanColumns.text(SpanField.TRACE_ID)
          + ", "
          + SpanColumns.text(SpanField.SPAN_ID)
          + ")";

  private record Item(SpanKey key, long startNanos) {

    private static Item read(Row row) {
      return new Item(SpanKey.read(row), row.whole("start_ns"));
    }

    private Place place() {
      return new Place(startNanos, key.trace().toString() + key.span());
    }
  }

  private final Queries queries;
  private final TraceLocator locator;

  public SpanPages(Queries queries) {
    this.queries = queries;
    this.locator = new TraceLocator(queries);
  }

  /** A page of finished spans. */
  public Page<Span> finished(SpanQuery query) {
    return new Walk(query.page())
        .page(
            query.range(),
            (part, begin, ascending, limit) ->
                items(query, SpanTable.FINISHED, part, begin, ascending, limit),
            Item::place,
            shown -> wide(query.project(), SpanTable.FINISHED, shown));
  }

  /** A page of started spans that have not finished. */
  public Page<Span> open(SpanQuery query) {
    Walk walk = new Walk(query.page());
    List<Item> items =
        walk.ahead(query.range()).map(range -> openAhead(query, range, walk)).orElse(List.of());
    boolean more =
        !items.isEmpty()
            && !walk.isFromStart()
            && walk.behind(query.range()).filter(range -> anyOpen(query, range, walk)).isPresent();
    return walk.page(
        items, more, Item::place, shown -> wide(query.project(), SpanTable.STARTED, shown));
  }

  /**
   * Nearly all started spans have finished, so they are looked at in growing batches until enough
   * open ones are found.
   */
  private List<Item> openAhead(SpanQuery query, TimeRange range, Walk walk) {
    List<Item> open = new ArrayList<>();
    SpanQuery from = query;
    Optional<TimeRange> rest = Optional.of(range);
    int batch = Math.min(MAX_BATCH, 4 * walk.limit());
    while (rest.isPresent()) {
      Walk next = new Walk(from.page());
      List<Item> started = ahead(from, SpanTable.STARTED, rest.get(), next, batch);
      addOpen(query.project(), started, open);
      if (open.size() >= walk.limit() || started.size() < batch) {
        break;
      }
      Place last = started.get(started.size() - 1).place();
      from = walk.continued(query, last);
      rest = new Walk(from.page()).ahead(query.range());
      batch = MAX_BATCH;
    }
    return open.subList(0, Math.min(open.size(), walk.limit()));
  }

  private boolean anyOpen(SpanQuery query, TimeRange range, Walk walk) {
    List<Item> started = behind(query, SpanTable.STARTED, range, walk, MAX_BATCH);
    List<Item> open = new ArrayList<>();
    addOpen(query.project(), started, open);
    if (!open.isEmpty() || started.size() < MAX_BATCH) {
      return !open.isEmpty();
    }
    Place last = started.get(started.size() - 1).place();
    SpanQuery back = walk.turned(query, last);
    Walk backwards = new Walk(back.page());
    return backwards
        .ahead(query.range())
        .filter(rest -> !openAhead(back, rest, backwards).isEmpty())
        .isPresent();
  }

  private void addOpen(String project, List<Item> started, List<Item> open) {
    Set<SpanKey> finished = finishedOf(project, started);
    started.stream().filter(item -> !finished.contains(item.key())).forEach(open::add);
  }

  private Set<SpanKey> finishedOf(String project, List<Item> started) {
    List<TraceId> traces = traces(started);
    Optional<TimeRange> range = locator.find(project, traces);
    if (range.isEmpty()) {
      return Set.of();
    }
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, project, range.get(), traces);
    String sql = "SELECT " + SpanKey.columns("s") + scope.from() + spansIn(scope, started);
    return new HashSet<>(queries.list(sql, scope.parameters(), SpanKey::read));
  }

  private List<Item> ahead(
      SpanQuery query, SpanTable table, TimeRange range, Walk walk, int limit) {
    return items(query, table, range, walk::beyond, walk.isAscending(), limit);
  }

  /** From the cursor away, in no promised order but that of time. */
  private List<Item> behind(
      SpanQuery query, SpanTable table, TimeRange range, Walk walk, int limit) {
    Begin upTo = (nanos, id, parameters) -> "NOT " + walk.beyond(nanos, id, parameters);
    return items(query, table, range, upTo, !walk.isAscending(), limit);
  }

  private List<Item> items(
      SpanQuery query,
      SpanTable table,
      TimeRange range,
      Begin begin,
      boolean ascending,
      int limit) {
    long first = SqlFilter.looksIntoPayloads(query.filter()) ? Windows.HOURS : Windows.DAY;
    boolean costs = SqlFilter.looksAtCosts(query.filter());
    return new Windows(range, ascending, limit, first, Windows.ALL)
        .read(
            (window, most) -> {
              SpanScope scope =
                  CurrentCosts.of(SpanScope.of(table, query.project(), window), costs, queries);
              String from =
                  begin.condition("toUnixTimestamp64Nano(s.start)", ID, scope.parameters());
              return items(query, scope, from, ascending ? " ASC" : " DESC", most);
            });
  }

  private List<Item> items(
      SpanQuery query, SpanScope scope, String condition, String direction, int limit) {
    String sql =
        "SELECT "
            + SpanKey.columns("s")
            + ", toUnixTimestamp64Nano(s.start) AS start_ns"
            + scope.from()
            + " AND "
            + condition
            + " AND "
            + SqlFilter.compile(query.filter(), scope)
            // The bucket leads, as it does in the table's key, so that rows are read in order.
            + " ORDER BY s.five_minutes"
            + direction
            + ", s.start"
            + direction
            + ", s.trace_id"
            + direction
            + ", s.span_id"
            + direction
            + " LIMIT "
            + limit;
    return queries.list(sql, scope.parameters(), Item::read);
  }

  private List<Span> wide(String project, SpanTable table, List<Item> items) {
    TimeRange range =
        Ranges.closed(
            items.stream().mapToLong(Item::startNanos).min().orElseThrow(),
            items.stream().mapToLong(Item::startNanos).max().orElseThrow());
    SpanScope scope = SpanScope.of(table, project, range, traces(items));
    String sql = "SELECT " + SpanRows.columns() + scope.from() + spansIn(scope, items);
    CompletionStage<Changes> changed =
        table == SpanTable.FINISHED
            ? Changes.ask(project, range, traces(items), queries)
            : Changes.NOT_ASKED;
    Map<SpanKey, Span> spans = new HashMap<>();
    try {
      List<StoredSpan> held = queries.list(sql, scope.parameters(), SpanRows::read);
      Changes changes = Lane.await(changed);
      held.forEach(span -> spans.put(span.key(), span.with(changes).cut()));
    } finally {
      Lane.settle(changed);
    }
    // A span may have expired since its id was found.
    return items.stream()
        .flatMap(item -> Optional.ofNullable(spans.get(item.key())).stream())
        .toList();
  }

  private static String spansIn(SpanScope scope, List<Item> items) {
    return " AND s.span_id IN "
        + scope.parameters().spans(items.stream().map(item -> item.key().span()).toList());
  }

  private static List<TraceId> traces(List<Item> items) {
    return items.stream().map(item -> item.key().trace()).distinct().toList();
  }
}
