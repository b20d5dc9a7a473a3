/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit.naive;

import static java.util.stream.Collectors.groupingBy;

import dev.tracehub.storage.CodePointOrder;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PayloadHeads;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceSummaries;
import dev.tracehub.storage.UsageTotals;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Answers lists from a {@link NaiveStore}. */
final class NaiveSearch {

  private final NaiveStore store;

  NaiveSearch(NaiveStore store) {
    this.store = store;
  }

  Page<Span> spans(SpanQuery query) {
    return page(finished(query), query);
  }

  Page<Span> openSpans(SpanQuery query) {
    return page(store.open(query.project(), query.range(), query.filter()), query);
  }

  Page<TraceSummary> traces(SpanQuery query) {
    List<NaivePage.Item<TraceSummary>> items =
        finished(query).stream().collect(groupingBy(Span::getTraceId)).entrySet().stream()
            .map(
                trace ->
                    new NaivePage.Item<>(
                        starts(trace.getValue()).min().orElseThrow(),
                        trace.getKey(),
                        summary(query.project(), TraceId.parse(trace.getKey()))))
            .toList();
    return NaivePage.cut(items, query.page());
  }

  Page<Session> sessions(SpanQuery query) {
    return groups(query, Span::getSessionId, NaiveSearch::session);
  }

  Page<User> users(SpanQuery query) {
    return groups(query, Span::getUserId, NaiveSearch::user);
  }

  private <T> Page<T> groups(
      SpanQuery query, Function<Span, String> id, BiFunction<String, List<Span>, T> totals) {
    List<NaivePage.Item<T>> items =
        finished(query).stream()
            .filter(span -> !id.apply(span).isEmpty())
            .collect(groupingBy(id))
            .entrySet()
            .stream()
            .map(
                group ->
                    new NaivePage.Item<>(
                        starts(group.getValue()).max().orElseThrow(),
                        group.getKey(),
                        totals.apply(group.getKey(), group.getValue())))
            .toList();
    return NaivePage.cut(items, query.page());
  }

  private List<Span> finished(SpanQuery query) {
    return store.finished(query.project(), query.range(), query.filter());
  }

  private static Page<Span> page(List<Span> spans, SpanQuery query) {
    return NaivePage.cut(
        spans.stream()
            .map(
                span ->
                    new NaivePage.Item<>(
                        span.getStartTimeUnixNano(),
                        span.getTraceId() + span.getSpanId(),
                        PayloadHeads.cut(span)))
            .toList(),
        query.page());
  }

  private TraceSummary summary(String project, TraceId traceId) {
    Predicate<Span> inTrace = span -> span.getTraceId().equals(traceId.toString());
    return TraceSummaries.of(
        traceId,
        store.finished(project, TimeRange.ALL, Filter.ALL).stream().filter(inTrace).toList(),
        store.open(project, TimeRange.ALL, Filter.ALL).stream().filter(inTrace).toList());
  }

  private static Session session(String id, List<Span> spans) {
    UsageTotals usage = new UsageTotals();
    spans.forEach(usage::add);
    return Session.newBuilder()
        .setSessionId(id)
        .addAllUserIds(users(spans))
        .setStartTimeUnixNano(starts(spans).min().orElseThrow())
        .setLastTimeUnixNano(starts(spans).max().orElseThrow())
        .setTraceCount(spans.stream().map(Span::getTraceId).distinct().count())
        .setSpanCount(spans.size())
        .setLlmCallCount(usage.llmCalls())
        .setErrorCount(spans.stream().filter(SpanValues::isError).count())
        .setTokens(usage.tokens())
        .setCostUsd(usage.costUsd())
        .build();
  }

  private static User user(String id, List<Span> spans) {
    UsageTotals usage = new UsageTotals();
    spans.forEach(usage::add);
    return User.newBuilder()
        .setUserId(id)
        .setStartTimeUnixNano(starts(spans).min().orElseThrow())
        .setLastTimeUnixNano(starts(spans).max().orElseThrow())
        .setSessionCount(
            spans.stream()
                .map(Span::getSessionId)
                .filter(session -> !session.isEmpty())
                .distinct()
                .count())
        .setTraceCount(spans.stream().map(Span::getTraceId).distinct().count())
        .setSpanCount(spans.size())
        .setLlmCallCount(usage.llmCalls())
        .setErrorCount(spans.stream().filter(SpanValues::isError).count())
        .setTokens(usage.tokens())
        .setCostUsd(usage.costUsd())
        .build();
  }

  private static List<String> users(List<Span> spans) {
    Stream<String> users = spans.stream().map(Span::getUserId).filter(user -> !user.isEmpty());
    return users.distinct().sorted(CodePointOrder.INSTANCE).toList();
  }

  private static LongStream starts(List<Span> spans) {
    return spans.stream().mapToLong(Span::getStartTimeUnixNano);
  }
}
