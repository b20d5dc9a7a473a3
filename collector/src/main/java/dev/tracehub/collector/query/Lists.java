/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.Message;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.ListOpenSpansRequest;
import dev.tracehub.v1.ListOpenSpansResponse;
import dev.tracehub.v1.ListSessionsRequest;
import dev.tracehub.v1.ListSessionsResponse;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.SearchTracesResponse;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Answers the questions for lists: traces, spans, sessions and open spans. Thread-safe. */
final class Lists {

  private final Storage storage;
  private final FilterParser filters;
  private final FittingPages pages;

  Lists(Storage storage, FilterParser filters, Executor executor, QueryLimits limits) {
    this.storage = storage;
    this.filters = filters;
    this.pages = new FittingPages(limits.answerBytes(), executor);
  }

  /**
   * A checked question for a list.
   *
   * @param query its first or a later page
   * @param tokens the tokens of its pages
   */
  private record Question(SpanQuery query, PageTokens tokens) {

    <T extends Message> CompletionStage<Page<T>> ask(
        FittingPages pages, Function<SpanQuery, CompletionStage<Page<T>>> store) {
      return pages.ask(
          page -> store.apply(new SpanQuery(query.project(), query.range(), query.filter(), page)),
          query.page());
    }
  }

  /** What the requests have in common. */
  private record Asked(
      String list, TimeRange range, String filter, PageRequest.Order order, int pageSize) {}

  CompletionStage<SearchTracesResponse> traces(String project, SearchTracesRequest request) {
    Question question =
        question(
            project,
            new Asked(
                "traces",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                RequestFields.order(request.getOrder(), request.getOrderValue()),
                request.getPageSize()),
            request.getPageToken());
    return question
        .ask(pages, storage.search()::traces)
        .thenApply(
            page ->
                SearchTracesResponse.newBuilder()
                    .addAllTraces(page.items())
                    .setNextPageToken(question.tokens().write(page.next()))
                    .setPreviousPageToken(question.tokens().write(page.previous()))
                    .build());
  }

  CompletionStage<SearchSpansResponse> spans(String project, SearchSpansRequest request) {
    Question question =
        question(
            project,
            new Asked(
                "spans",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                RequestFields.order(request.getOrder(), request.getOrderValue()),
                request.getPageSize()),
            request.getPageToken());
    return question
        .ask(pages, storage.search()::spans)
        .thenApply(
            page ->
                SearchSpansResponse.newBuilder()
                    .addAllSpans(page.items())
                    .setNextPageToken(question.tokens().write(page.next()))
                    .setPreviousPageToken(question.tokens().write(page.previous()))
                    .build());
  }

  CompletionStage<ListSessionsResponse> sessions(String project, ListSessionsRequest request) {
    Question question =
        question(
            project,
            new Asked(
                "sessions",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                PageRequest.Order.NEWEST_FIRST,
                request.getPageSize()),
            request.getPageToken());
    return question
        .ask(pages, storage.search()::sessions)
        .thenApply(
            page ->
                ListSessionsResponse.newBuilder()
                    .addAllSessions(page.items())
                    .setNextPageToken(question.tokens().write(page.next()))
                    .setPreviousPageToken(question.tokens().write(page.previous()))
                    .build());
  }

  CompletionStage<ListOpenSpansResponse> openSpans(String project, ListOpenSpansRequest request) {
    Question question =
        question(
            project,
            new Asked(
                "open_spans",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                PageRequest.Order.OLDEST_FIRST,
                request.getPageSize()),
            request.getPageToken());
    SpanQuery query = question.query();
    CompletionStage<Double> rate =
        storage.analytics().completionRate(project, query.range(), query.filter());
    return question
        .ask(pages, storage.search()::openSpans)
        .thenCombine(
            rate,
            (page, completionRate) ->
                ListOpenSpansResponse.newBuilder()
                    .addAllSpans(page.items())
                    .setNextPageToken(question.tokens().write(page.next()))
                    .setPreviousPageToken(question.tokens().write(page.previous()))
                    .setCompletionRate(completionRate)
                    .build());
  }

  private Question question(String project, Asked asked, String pageToken) {
    Filter filter = RequestFields.filter(filters, asked.filter());
    PageTokens tokens =
        PageTokens.of(project, asked.list(), asked.range(), asked.filter(), asked.order());
    PageRequest page = RequestFields.page(asked.pageSize(), asked.order(), tokens.read(pageToken));
    return new Question(new SpanQuery(project, asked.range(), filter, page), tokens);
  }
}
