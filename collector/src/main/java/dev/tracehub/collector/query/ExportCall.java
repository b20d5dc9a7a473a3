/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.collector.errors.Answers;
import dev.tracehub.collector.flow.Pump;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.v1.ExportResponse;
import dev.tracehub.v1.Span;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One export: pages of heads, then the whole spans where heads are not whole, in the list's order.
 *
 * <p>All work happens on the pump and only while the connection takes more. Memory is bounded by
 * one page of heads, a window of whole spans and one chunk.
 */
final class ExportCall {

  /** Whole spans that are fetched at a time: hides a store's latency. */
  private static final int WINDOW_SPANS = 16;

  private static final long WINDOW_BYTES = 8 << 20;

  private final SpanSearch search;
  private final WholeSpans wholeSpans;
  private final ServerCallStreamObserver<ExportResponse> observer;
  private final int chunkBytes;
  private final Pump pump;

  // Only the pump touches these.
  private Optional<SpanQuery> nextPage;
  private @Nullable CompletableFuture<Page<Span>> asked;
  private final ArrayDeque<Span> heads = new ArrayDeque<>();
  private final ArrayDeque<Fetch> window = new ArrayDeque<>();
  private long windowBytes;
  private ExportResponse.Builder chunk = ExportResponse.newBuilder();
  private int chunkSize;
  private boolean ended;

  /** A whole span on its way, and how large it is at most. */
  private record Fetch(CompletableFuture<Span> span, long bytes) {}

  ExportCall(
      SpanSearch search,
      WholeSpans wholeSpans,
      SpanQuery firstPage,
      ServerCallStreamObserver<ExportResponse> observer,
      Executor executor,
      int chunkBytes) {
    this.search = search;
    this.wholeSpans = wholeSpans;
    this.nextPage = Optional.of(firstPage);
    this.observer = observer;
    this.chunkBytes = chunkBytes;
    this.pump = new Pump(executor, this::work);
  }

  void start() {
    observer.setOnReadyHandler(pump::wake);
    observer.setOnCancelHandler(pump::wake);
    pump.wake();
  }

  private void work() {
    try {
      while (mayGoOn()) {
        fillWindow();
        if (!advance()) {
          return;
        }
      }
    } catch (RuntimeException e) {
      ended = true;
      observer.onError(Answers.failure(e));
    }
  }

  private boolean mayGoOn() {
    return !ended && !observer.isCancelled() && observer.isReady();
  }

  /** Takes one step; false when a stage has to complete first, which wakes the pump. */
  private boolean advance() {
    if (chunkSize >= chunkBytes) {
      send();
      return true;
    }
    if (!window.isEmpty()) {
      return takeSpan();
    }
    if (asked != null) {
      return takePage(asked);
    }
    if (nextPage.isPresent()) {
      asked = waking(search.spans(nextPage.get()));
      return true;
    }
    if (chunkSize > 0) {
      send();
    }
    ended = true;
    observer.onCompleted();
    return true;
  }

  private boolean takePage(CompletableFuture<Page<Span>> stage) {
    if (!stage.isDone()) {
      return false;
    }
    Page<Span> page = stage.join();
    asked = null;
    heads.addAll(page.items());
    nextPage =
        page.next().flatMap(cursor -> nextPage.map(query -> at(query, query.page().at(cursor))));
    return true;
  }

  private static SpanQuery at(SpanQuery query, PageRequest page) {
    return new SpanQuery(query.project(), query.range(), query.filter(), page);
  }

  private boolean takeSpan() {
    Fetch fetch = window.element();
    if (!fetch.span().isDone()) {
      return false;
    }
    Span span = fetch.span().join();
    window.remove();
    windowBytes -= fetch.bytes();
    chunk.addSpans(span);
    chunkSize += span.getSerializedSize();
    return true;
  }

  private void fillWindow() {
    while (!heads.isEmpty() && window.size() < WINDOW_SPANS && windowBytes < WINDOW_BYTES) {
      Fetch fetch = fetch(heads.remove());
      window.add(fetch);
      windowBytes += fetch.bytes();
    }
  }

  private Fetch fetch(Span head) {
    return wholeSpans.isWhole(head)
        ? new Fetch(CompletableFuture.completedFuture(head), 0)
        : new Fetch(
            waking(wholeSpans.read(head)),
            head.getInput().getSizeBytes() + head.getOutput().getSizeBytes());
  }

  /** The stage as a future that is done before the pump is woken. */
  private <T> CompletableFuture<T> waking(CompletionStage<T> stage) {
    CompletableFuture<T> future = new CompletableFuture<>();
    stage.whenComplete(
        (value, error) -> {
          if (error == null) {
            future.complete(value);
          } else {
            future.completeExceptionally(error);
          }
          pump.wake();
        });
    return future;
  }

  private void send() {
    observer.onNext(chunk.build());
    chunk = ExportResponse.newBuilder();
    chunkSize = 0;
  }
}
