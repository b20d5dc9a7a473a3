/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.Storage;
import dev.tracehub.v1.ListOpenSpansRequest;
import dev.tracehub.v1.ListOpenSpansResponse;
import dev.tracehub.v1.ListSessionsRequest;
import dev.tracehub.v1.ListSessionsResponse;
import dev.tracehub.v1.ListUsersRequest;
import dev.tracehub.v1.ListUsersResponse;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.SearchTracesResponse;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Answers the questions for lists: traces, spans, sessions, users and open spans. Thread-safe. */
final class Lists {

  private final Storage storage;
  private final FilterParser filters;
  private final FittingPages pages;

  Lists(Storage storage, FilterParser filters, Executor executor, QueryLimits limits) {
    this.storage = storage;
    this.filters = filters;
    this.pages = new FittingPages(limits.answerBytes(), executor);
  }

  CompletionStage<SearchTracesResponse> traces(String project, SearchTracesRequest request) {
    ListQuestion question =
        ListQuestion.of(
            project,
            new ListQuestion.Form(
                "traces",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                RequestFields.order(request.getOrder(), request.getOrderValue()),
                request.getPageSize(),
                request.getPageToken()),
            filters);
    return question
        .ask(pages, storage.search()::traces)
        .thenApply(
            page ->
                SearchTracesResponse.newBuilder()
                    .addAllTraces(page.items())
                    .setNextPageToken(question.next(page))
                    .setPreviousPageToken(question.previous(page))
                    .build());
  }

  CompletionStage<SearchSpansResponse> spans(String project, SearchSpansRequest request) {
    ListQuestion question =
        ListQuestion.of(
            project,
            new ListQuestion.Form(
                "spans",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                RequestFields.order(request.getOrder(), request.getOrderValue()),
                request.getPageSize(),
                request.getPageToken()),
            filters);
    return question
        .ask(pages, storage.search()::spans)
        .thenApply(
            page ->
                SearchSpansResponse.newBuilder()
                    .addAllSpans(page.items())
                    .setNextPageToken(question.next(page))
                    .setPreviousPageToken(question.previous(page))
                    .build());
  }

  CompletionStage<ListSessionsResponse> sessions(String project, ListSessionsRequest request) {
    ListQuestion question =
        ListQuestion.of(
            project,
            new ListQuestion.Form(
                "sessions",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                PageRequest.Order.NEWEST_FIRST,
                request.getPageSize(),
                request.getPageToken()),
            filters);
    return question
        .ask(pages, storage.search()::sessions)
        .thenApply(
            page ->
                ListSessionsResponse.newBuilder()
                    .addAllSessions(page.items())
                    .setNextPageToken(question.next(page))
                    .setPreviousPageToken(question.previous(page))
                    .build());
  }

  CompletionStage<ListUsersResponse> users(String project, ListUsersRequest request) {
    ListQuestion question =
        ListQuestion.of(
            project,
            new ListQuestion.Form(
                "users",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                PageRequest.Order.NEWEST_FIRST,
                request.getPageSize(),
                request.getPageToken()),
            filters);
    return question
        .ask(pages, storage.search()::users)
        .thenApply(
            page ->
                ListUsersResponse.newBuilder()
                    .addAllUsers(page.items())
                    .setNextPageToken(question.next(page))
                    .setPreviousPageToken(question.previous(page))
                    .build());
  }

  CompletionStage<ListOpenSpansResponse> openSpans(String project, ListOpenSpansRequest request) {
    ListQuestion question =
        ListQuestion.of(
            project,
            new ListQuestion.Form(
                "open_spans",
                RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
                request.getFilter(),
                PageRequest.Order.OLDEST_FIRST,
                request.getPageSize(),
                request.getPageToken()),
            filters);
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
                    .setNextPageToken(question.next(page))
                    .setPreviousPageToken(question.previous(page))
                    .setCompletionRate(completionRate)
                    .build());
  }
}
