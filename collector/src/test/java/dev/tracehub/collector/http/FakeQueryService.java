/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.rpc.Code;
import dev.tracehub.collector.auth.Principal;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.GetSpanResponse;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchSpansResponse;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TailSpansRequest;
import dev.tracehub.v1.TailSpansResponse;
import dev.tracehub.v1.TraceSummary;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers with what it was asked, so that tests see what arrives. */
final class FakeQueryService extends QueryServiceGrpc.QueryServiceImplBase {

  /** Opened when the call of a tail was cancelled. */
  final CountDownLatch tailCancelled = new CountDownLatch(1);

  /** The trace is named after the request, its first service after the caller's project. */
  @Override
  public void getTrace(GetTraceRequest request, StreamObserver<GetTraceResponse> observer) {
    observer.onNext(
        GetTraceResponse.newBuilder()
            .setSummary(
                TraceSummary.newBuilder()
                    .setTraceId(request.getTraceId())
                    .addServices(Principal.CURRENT.get().project().orElse("")))
            .setTruncated(request.getIncludePayloads())
            .build());
    observer.onCompleted();
  }

  /** Never finds the span. */
  @Override
  public void getSpan(GetSpanRequest request, StreamObserver<GetSpanResponse> observer) {
    StatusRuntimeException failure =
        Failures.failure(Code.NOT_FOUND, "SPAN_NOT_FOUND", "no span " + request.getSpanId());
    Metadata trailers = failure.getTrailers();
    trailers.put(Metadata.Key.of("x-note", Metadata.ASCII_STRING_MARSHALLER), "gone");
    observer.onError(failure.getStatus().asRuntimeException(trailers));
  }

  /** Fails with the code that the filter names, or answers when the call's deadline is over. */
  @Override
  public void searchSpans(
      SearchSpansRequest request, StreamObserver<SearchSpansResponse> observer) {
    switch (request.getFilter()) {
      case "OVERLOADED" ->
          observer.onError(Failures.overloaded("BUSY", "busy", Duration.ofMillis(2500)));
      case "NEVER" -> Context.current().addListener(context -> {}, Runnable::run);
      case "THROW" -> throw new IllegalStateException("secret detail");
      default ->
          observer.onError(
              Status.fromCode(Status.Code.valueOf(request.getFilter()))
                  .withDescription("as asked")
                  .asRuntimeException());
    }
  }

  /** Tells as many spans as the filter says, then ends; for ever without a filter. */
  @Override
  public void tailSpans(TailSpansRequest request, StreamObserver<TailSpansResponse> observer) {
    var call = (ServerCallStreamObserver<TailSpansResponse>) observer;
    call.setOnCancelHandler(tailCancelled::countDown);
    call.onNext(TailSpansResponse.getDefaultInstance());
    if (request.getFilter().isEmpty()) {
      return;
    }
    int count = Integer.parseInt(request.getFilter());
    for (int i = 0; i < count; i++) {
      call.onNext(
          TailSpansResponse.newBuilder().addSpans(Span.newBuilder().setName("span " + i)).build());
    }
    if (count == 13) {
      call.onError(Failures.failure(Code.UNAVAILABLE, "ENOUGH", "thirteen"));
    } else {
      call.onCompleted();
    }
  }

  boolean isTailCancelled() throws InterruptedException {
    return tailCancelled.await(10, TimeUnit.SECONDS);
  }
}
