/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.Page;
import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.filter.SqlFilter;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanSums;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.TraceSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Pages of traces and of sessions: ids and places first, totals for the page. Thread-safe. */
public final class GroupPages {

  /** A group and whether it lies beyond the cursor. */
  private record Item(String id, long timeNanos, boolean beyond) {

    private static Item read(Row row) {
      return new Item(row.text("id"), row.whole("at"), row.whole("beyond") != 0);
    }

    private Place place() {
      return new Place(timeNanos, id);
    }
  }

  private final Queries queries;
  private final TraceQueries traces;

  public GroupPages(Queries queries, TraceQueries traces) {
    this.queries = queries;
    this.traces = traces;
  }

  /** A page of traces by the start of the earliest span that matches. */
  public Page<TraceSummary> traces(SpanQuery query) {
    return page(
        query,
        "s.trace_id",
        SpanColumns.text(SpanField.TRACE_ID),
        "min",
        "1",
        items ->
            traces.summaries(
                query.project(), items.stream().map(item -> TraceId.parse(item.id())).toList()));
  }

  /** A page of sessions by the start of the latest span that matches. */
  public Page<Session> sessions(SpanQuery query) {
    return page(
        query,
        "s.session_id",
        "s.session_id",
        "max",
        "s.session_id != ''",
        items -> sessions(query, items));
  }

  private <R> Page<R> page(
      SpanQuery query,
      String key,
      String id,
      String aggregate,
      String condition,
      Function<List<Item>, List<R>> totals) {
    Walk walk = new Walk(query.page());
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, query.project(), query.range());
    String sql =
        "SELECT g.id AS id, g.at AS at, "
            + walk.beyond("g.at", "g.id", scope.parameters())
            + " AS beyond FROM (SELECT "
            + id
            + " AS id, toUnixTimestamp64Nano("
            + aggregate
            + "(s.start)) AS at"
            + scope.from()
            + " AND "
            + condition
            + " AND "
            + SqlFilter.compile(query.filter(), scope)
            + " GROUP BY "
            + key
            + ") AS g ORDER BY g.at"
            + walk.direction()
            + ", g.id"
            + walk.direction()
            + " LIMIT "
            + walk.limit()
            + " BY beyond";
    List<Item> read = queries.list(sql, scope.parameters(), Item::read);
    List<Item> beyond = read.stream().filter(Item::beyond).toList();
    return walk.page(beyond, beyond.size() < read.size(), Item::place, totals);
  }

  private List<Session> sessions(SpanQuery query, List<Item> items) {
    SpanScope scope = SpanScope.of(SpanTable.FINISHED, query.project(), query.range());
    SpanSums sums = new SpanSums(scope);
    String sql =
        "SELECT s.session_id AS id,"
            + " arraySort(groupUniqArrayIf(s.user_id, s.user_id != '')) AS users,"
            + " toUnixTimestamp64Nano(min(s.start)) AS first,"
            + " toUnixTimestamp64Nano(max(s.start)) AS last,"
            + " toInt64(uniqExact(s.trace_id)) AS traces, toInt64(count()) AS spans,"
            + " toInt64(countIf(s.status = 'ERROR')) AS errors, "
            + sums.llmCalls()
            + " AS llm_calls, "
            + sums.tokens(SpanField.INPUT_TOKENS)
            + " AS input, "
            + sums.tokens(SpanField.OUTPUT_TOKENS)
            + " AS output, "
            + sums.tokens(SpanField.CACHE_READ_TOKENS)
            + " AS cache_read, "
            + sums.tokens(SpanField.CACHE_WRITE_TOKENS)
            + " AS cache_write, "
            + sums.tokens(SpanField.REASONING_TOKENS)
            + " AS reasoning, "
            + sums.tokens(SpanField.TOTAL_TOKENS)
            + " AS total, "
            + sums.cost()
            + " AS cost, "
            + sums.priced()
            + " AS priced"
            + scope.from()
            + " AND s.session_id IN "
            + scope.parameters().texts(items.stream().map(Item::id).toList())
            + " AND "
            + SqlFilter.compile(query.filter(), scope)
            + " GROUP BY s.session_id";
    Map<String, Session> sessions = new HashMap<>();
    queries
        .list(sql, scope.parameters(), GroupPages::session)
        .forEach(session -> sessions.put(session.getSessionId(), session));
    return items.stream()
        .flatMap(item -> Optional.ofNullable(sessions.get(item.id())).stream())
        .toList();
  }

  private static Session session(Row row) {
    Session.Builder session =
        Session.newBuilder()
            .setSessionId(row.text("id"))
            .addAllUserIds(row.texts("users"))
            .setStartTimeUnixNano(row.whole("first"))
            .setLastTimeUnixNano(row.whole("last"))
            .setTraceCount(row.whole("traces"))
            .setSpanCount(row.whole("spans"))
            .setLlmCallCount(row.whole("llm_calls"))
            .setErrorCount(row.whole("errors"));
    session
        .getTokensBuilder()
        .setInput(row.whole("input"))
        .setOutput(row.whole("output"))
        .setCacheRead(row.whole("cache_read"))
        .setCacheWrite(row.whole("cache_write"))
        .setReasoning(row.whole("reasoning"))
        .setTotal(row.whole("total"));
    if (row.whole("priced") > 0) {
      session.setCostUsd(Usd.format(row.decimal("cost")));
    }
    return session.build();
  }
}
