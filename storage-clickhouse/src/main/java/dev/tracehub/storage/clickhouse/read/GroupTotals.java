/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.Usd;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.filter.SqlFilter;
import dev.tracehub.storage.clickhouse.sql.CurrentCosts;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.sql.SpanScope;
import dev.tracehub.storage.clickhouse.sql.SpanSums;
import dev.tracehub.storage.clickhouse.sql.SpanTable;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.TokenTotals;
import dev.tracehub.v1.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Adds up the spans of sessions or users that a page shows. Thread-safe. */
final class GroupTotals {

  private final Queries queries;

  GroupTotals(Queries queries) {
    this.queries = queries;
  }

  List<Session> sessions(SpanQuery query, List<Place> items) {
    String users = "arraySort(groupUniqArrayIf(s.user_id, s.user_id != '')) AS users";
    return totals(query, items, Grouping.SESSIONS, users, GroupTotals::session);
  }

  List<User> users(SpanQuery query, List<Place> items) {
    String sessions = "toInt64(uniqExactIf(s.session_id, s.session_id != '')) AS sessions";
    return totals(query, items, Grouping.USERS, sessions, GroupTotals::user);
  }

  private <T> List<T> totals(
      SpanQuery query,
      List<Place> items,
      Grouping grouping,
      String others,
      Function<Row, T> answer) {
    SpanScope scope =
        CurrentCosts.of(
            SpanScope.of(SpanTable.FINISHED, query.project(), query.range()), true, queries);
    String sql =
        "SELECT "
            + grouping.id()
            + " AS id, "
            + others
            + ", "
            + sums(SpanSums.stored(scope))
            + scope.from()
            + " AND "
            + grouping.key()
            + " IN "
            + scope.parameters().texts(items.stream().map(Place::id).toList())
            + " AND "
            + SqlFilter.compile(query.filter(), scope)
            + " GROUP BY "
            + grouping.key();
    Map<String, T> found = new HashMap<>();
    queries
        .list(sql, scope.parameters(), row -> Map.entry(row.text("id"), answer.apply(row)))
        .forEach(total -> found.put(total.getKey(), total.getValue()));
    return items.stream()
        .flatMap(item -> Optional.ofNullable(found.get(item.id())).stream())
        .toList();
  }

  private static String sums(SpanSums sums) {
    return "toUnixTimestamp64Nano(min(s.start)) AS first,"
        + " toUnixTimestamp64Nano(max(s.start)) AS last,"
        + " toInt64(uniqExact(s.trace_id)) AS traces, toInt64(count()) AS spans,"
        + " toInt64(countIf(s.status = 'ERROR')) AS errors, "
        + sums.llmCalls().sum()
        + " AS llm_calls, "
        + sums.tokens(SpanField.INPUT_TOKENS).sum()
        + " AS input, "
        + sums.tokens(SpanField.OUTPUT_TOKENS).sum()
        + " AS output, "
        + sums.tokens(SpanField.CACHE_READ_TOKENS).sum()
        + " AS cache_read, "
        + sums.tokens(SpanField.CACHE_WRITE_TOKENS).sum()
        + " AS cache_write, "
        + sums.tokens(SpanField.REASONING_TOKENS).sum()
        + " AS reasoning, "
        + sums.tokens(SpanField.TOTAL_TOKENS).sum()
        + " AS total, "
        + sums.cost().sum()
        + " AS cost, "
        + sums.priced().sum()
        + " AS priced";
  }

  private static Session session(Row row) {
    return Session.newBuilder()
        .setSessionId(row.text("id"))
        .addAllUserIds(row.texts("users"))
        .setStartTimeUnixNano(row.whole("first"))
        .setLastTimeUnixNano(row.whole("last"))
        .setTraceCount(row.whole("traces"))
        .setSpanCount(row.whole("spans"))
        .setLlmCallCount(row.whole("llm_calls"))
        .setErrorCount(row.whole("errors"))
        .setTokens(tokens(row))
        .setCostUsd(cost(row))
        .build();
  }

  private static User user(Row row) {
    return User.newBuilder()
        .setUserId(row.text("id"))
        .setStartTimeUnixNano(row.whole("first"))
        .setLastTimeUnixNano(row.whole("last"))
        .setSessionCount(row.whole("sessions"))
        .setTraceCount(row.whole("traces"))
        .setSpanCount(row.whole("spans"))
        .setLlmCallCount(row.whole("llm_calls"))
        .setErrorCount(row.whole("errors"))
        .setTokens(tokens(row))
        .setCostUsd(cost(row))
        .build();
  }

  private static TokenTotals tokens(Row row) {
    return TokenTotals.newBuilder()
        .setInput(row.whole("input"))
        .setOutput(row.whole("output"))
        .setCacheRead(row.whole("cache_read"))
        .setCacheWrite(row.whole("cache_write"))
        .setReasoning(row.whole("reasoning"))
        .setTotal(row.whole("total"))
        .build();
  }

  private static String cost(Row row) {
    return row.whole("priced") > 0 ? Usd.format(row.decimal("cost")) : "";
  }
}
