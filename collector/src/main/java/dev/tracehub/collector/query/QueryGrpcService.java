/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.dialect.EventContents;
import dev.tracehub.collector.errors.Answers;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.tail.TailHub;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.Storage;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateResponse;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.ExportResponse;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.GetSpanResponse;
import dev.tracehub.v1.GetTraceGraphRequest;
import dev.tracehub.v1.GetTraceGraphResponse;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.ListEvaluationsRequest;
import dev.tracehub.v1.ListEvaluationsResponse;
import dev.tracehub.v1.ListMetricPointsRequest;
import dev.tracehub.v1.ListMetricPointsResponse;
import dev.tracehub.v1.ListOpenSpansRequest;
import dev.tracehub.v1.ListOpenSpansResponse;
import dev.tracehub.v1.ListSessionsRequest;
import dev.tracehub.v1.ListSessionsResponse;
import dev.tracehub.v1.ListUsersRequest;
import dev.tracehub.v1.ListUsersResponse;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.SearchTracesResponse;
import dev.tracehub.v1.TailSpansRequest;
import dev.tracehub.v1.TailSpansResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * {@code tracehub.v1.QueryService} over a store. Thread-safe.
 *
 * <p>Every call sees the project of its caller alone. Requests are refused with INVALID_ARGUMENT,
 * the path of the field and what was expected; what the store fails with is mapped by {@link
 * Answers}. Neither the threads of gRPC nor those of the store wait for anything here; a call that
 * was cancelled or is past its deadline asks the store for nothing more.
 */
public final class QueryGrpcService extends QueryServiceGrpc.QueryServiceImplBase {

  private final Storage storage;
  private final FilterParser filters;
  private final TailHub tail;
  private final Executor executor;
  private final QueryLimits limits;
  private final Traces traces;
  private final Lists lists;
  private final SideLists sideLists;
  private final Aggregates aggregates;
  private final EventJoin contents = new EventJoin(EventContents.create());

  /**
   * A service over a store. None of the arguments is closed by it.
   *
   * @param executor builds answers, so that no thread of the store does
   */
  public QueryGrpcService(
      Storage storage, FilterParser filters, TailHub tail, Executor executor, QueryLimits limits) {
    this.storage = storage;
    this.filters = filters;
    this.tail = tail;
    this.executor = executor;
    this.limits = limits;
    this.traces = new Traces(storage.traces(), contents, executor, limits);
    this.lists = new Lists(storage, filters, executor, limits);
    this.sideLists = new SideLists(storage.sideRecords(), executor, limits);
    this.aggregates = new Aggregates(storage.analytics(), filters, executor, limits);
  }

  @Override
  public void getTrace(GetTraceRequest request, StreamObserver<GetTraceResponse> observer) {
    answer(request, observer, traces::trace);
  }

  @Override
  public void getTraceGraph(
      GetTraceGraphRequest request, StreamObserver<GetTraceGraphResponse> observer) {
    answer(request, observer, traces::graph);
  }

  @Override
  public void getSpan(GetSpanRequest request, StreamObserver<GetSpanResponse> observer) {
    answer(request, observer, traces::span);
  }

  @Override
  public void searchTraces(
      SearchTracesRequest request, StreamObserver<SearchTracesResponse> observer) {
    answer(request, observer, lists::traces);
  }

  @Override
  public void searchSpans(
      SearchSpansRequest request, StreamObserver<SearchSpansResponse> observer) {
    answer(request, observer, lists::spans);
  }

  @Override
  public void aggregate(AggregateRequest request, StreamObserver<AggregateResponse> observer) {
    answer(request, observer, aggregates::aggregate);
  }

  @Override
  public void listSessions(
      ListSessionsRequest request, StreamObserver<ListSessionsResponse> observer) {
    answer(request, observer, lists::sessions);
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> observer) {
    answer(request, observer, lists::users);
  }

  @Override
  public void listOpenSpans(
      ListOpenSpansRequest request, StreamObserver<ListOpenSpansResponse> observer) {
    answer(request, observer, lists::openSpans);
  }

  @Override
  public void listEvaluations(
      ListEvaluationsRequest request, StreamObserver<ListEvaluationsResponse> observer) {
    answer(request, observer, sideLists::evaluations);
  }

  @Override
  public void listMetricPoints(
      ListMetricPointsRequest request, StreamObserver<ListMetricPointsResponse> observer) {
    answer(request, observer, sideLists::metricPoints);
  }

  @Override
  public void tailSpans(TailSpansRequest request, StreamObserver<TailSpansResponse> observer) {
    try {
      tail.subscribe(
          RequestFields.project(),
          RequestFields.filter(filters, request.getFilter()),
          (ServerCallStreamObserver<TailSpansResponse>) observer);
    } catch (RuntimeException e) {
      observer.onError(Answers.failure(e));
    }
  }

  @Override
  public void export(ExportRequest request, StreamObserver<ExportResponse> observer) {
    try {
      String project = RequestFields.project();
      SpanQuery firstPage =
          new SpanQuery(
              project,
              RequestFields.timeRange(request.hasTimeRange(), request.getTimeRange()),
              RequestFields.filter(filters, request.getFilter()),
              PageRequest.first(limits.exportPage(), PageRequest.Order.OLDEST_FIRST));
      WholeSpans wholeSpans =
          request.getIncludeEventContents()
              ? WholeSpans.joined(storage.traces(), project, contents)
              : WholeSpans.themselves(storage.traces(), project);
      new ExportCall(
              storage.search(),
              wholeSpans,
              firstPage,
              (ServerCallStreamObserver<ExportResponse>) observer,
              executor,
              limits.exportChunkBytes())
          .start();
    } catch (RuntimeException e) {
      observer.onError(Answers.failure(e));
    }
  }

  private <Q, A> void answer(
      Q request, StreamObserver<A> observer, BiFunction<String, Q, CompletionStage<A>> question) {
    // Without a handler of its own a cancelled call throws out of onNext.
    ((ServerCallStreamObserver<A>) observer).setOnCancelHandler(() -> {});
    CompletionStage<A> answer;
    try {
      answer = question.apply(RequestFields.project(), request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    Answers.complete(answer, observer);
  }
}
