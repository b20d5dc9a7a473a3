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

  private final Queries queries;
  private final TraceQueries traces;
  private final TraceLocator locator;

  public GroupPages(Queries queries, TraceQueries traces) {
    this.queries = queries;
    this.traces = traces;
    this.locator = new TraceLocator(queries);
  }

  /** A page of traces by the start of the earliest span that matches. */
  public Page<TraceSummary> traces(SpanQuery query) {
    GroupWalk groups = new GroupWalk(queries, locator, Grouping.TRACES, query);
    return page(query, groups, items -> summaries(query.project(), groups, items));
  }

  /** A page of sessions by the start of the latest span that matches. */
  public Page<Session> sessions(SpanQuery query) {
    GroupWalk groups = new GroupWalk(queries, locator, Grouping.SESSIONS, query);
    return page(query, groups, items -> sessions(query, items));
  }

  private static <R> Page<R> page(
      SpanQuery query, GroupWalk groups, Function<List<Place>, List<R>> totals) {
    Walk walk = new Walk(query.page());
    List<Place> beyond =
        walk.ahead(query.range())
            .map(part -> groups.from(part, walk::beyond, walk.isAscending(), walk.limit()))
            .orElse(List.of());
    return walk.page(beyond, anyBehind(query, groups, walk, beyond), place -> place, totals);
  }

  private static boolean anyBehind(
      SpanQuery query, GroupWalk groups, Walk walk, List<Place> beyond) {
    Begin begin = (nanos, id, parameters) -> "NOT " + walk.beyond(nanos, id, parameters);
    return !beyond.isEmpty()
        && !walk.isFromStart()
        && walk.behind(query.range())
            .filter(part -> !groups.from(part, begin, !walk.isAscending(), 1).isEmpty())
            .isPresent();
  }

  private List<TraceSummary> summaries(String project, GroupWalk groups, List<Place> items) {
    List<String> ids = items.stream().map(Place::id).toList();
    return traces.summaries(project, ids.stream().map(TraceId::parse).toList(), groups.places(ids));
  }

  private List<Session> sessions(SpanQuery query, List<Place> items) {
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
            + scope.parameters().texts(items.stream().map(Place::id).toList())
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
