/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.graph.GraphRuns;
import dev.tracehub.storage.PayloadView;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.storage.TraceRecords;
import dev.tracehub.v1.GetSpanRequest;
import dev.tracehub.v1.GetSpanResponse;
import dev.tracehub.v1.GetTraceGraphRequest;
import dev.tracehub.v1.GetTraceGraphResponse;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.GraphRun;
import io.grpc.Context;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Answers the questions for one trace or one span. Thread-safe. */
final class Traces {

  private final TraceReader reader;
  private final Executor executor;
  private final QueryLimits limits;
  private final EventJoin contents;

  Traces(TraceReader reader, EventJoin contents, Executor executor, QueryLimits limits) {
    this.reader = reader;
    this.contents = contents;
    this.executor = executor;
    this.limits = limits;
  }

  /**
   * The tree comes first: heads of all spans that fit, then the whole payloads of the earliest
   * spans in what is left of the answer. The store is asked for no more payloads than that, however
   * large the trace is.
   */
  CompletionStage<GetTraceResponse> trace(String project, GetTraceRequest request) {
    TraceId traceId = RequestFields.traceId(request.getTraceId());
    Context call = Context.current();
    return reader
        .trace(project, traceId, PayloadView.HEAD, limits.traceSpans())
        .thenComposeAsync(
            found -> {
              TraceRecords heads = read(present(found, traceId), request, PayloadView.HEAD);
              TraceAnswer answer = TraceAnswer.of(heads, request.getAsSent(), limits.answerBytes());
              int payloads = request.getIncludePayloads() ? answer.payloadsThatFit() : 0;
              if (payloads == 0) {
                return CompletableFuture.completedStage(answer.build());
              }
              if (call.isCancelled()) {
                throw Status.CANCELLED.asRuntimeException();
              }
              return reader
                  .trace(project, traceId, PayloadView.FULL, payloads)
                  .thenApplyAsync(
                      whole ->
                          whole
                              .map(records -> read(records, request, PayloadView.FULL))
                              .map(answer::withPayloads)
                              .orElse(answer)
                              .build(),
                      executor);
            },
            executor);
  }

  /** Spans as they were sent have no content that came beside them. */
  private TraceRecords read(TraceRecords records, GetTraceRequest request, PayloadView view) {
    return request.getAsSent() ? records : contents.join(records, view);
  }

  private static TraceRecords present(Optional<TraceRecords> found, TraceId traceId) {
    return found.orElseThrow(
        () ->
            Failures.failure(
                Code.NOT_FOUND,
                "TRACE_NOT_FOUND",
                "trace_id: " + traceId + " (expected: a trace that is held)"));
  }

  CompletionStage<GetTraceGraphResponse> graph(String project, GetTraceGraphRequest request) {
    TraceId traceId = RequestFields.traceId(request.getTraceId());
    return reader
        .trace(project, traceId, PayloadView.HEAD, limits.traceSpans())
        .thenApplyAsync(found -> graph(present(found, traceId)), executor);
  }

  private GetTraceGraphResponse graph(TraceRecords records) {
    GetTraceGraphResponse.Builder response =
        GetTraceGraphResponse.newBuilder().setTruncated(records.truncatedSpans() > 0);
    SizeBudget budget = new SizeBudget(limits.answerBytes());
    for (GraphRun run : GraphRuns.of(records.spans())) {
      if (!budget.take(run)) {
        return response.setTruncated(true).build();
      }
      response.addRuns(run);
    }
    return response.build();
  }

  CompletionStage<GetSpanResponse> span(String project, GetSpanRequest request) {
    TraceId traceId = RequestFields.traceId(request.getTraceId());
    SpanId spanId = RequestFields.spanId(request.getSpanId());
    return reader
        .span(project, traceId, spanId)
        .thenApplyAsync(
            found ->
                SpanAnswer.of(
                    found
                        .map(records -> request.getAsSent() ? records : contents.join(records))
                        .orElseThrow(
                            () ->
                                Failures.failure(
                                    Code.NOT_FOUND,
                                    "SPAN_NOT_FOUND",
                                    "span_id: "
                                        + spanId
                                        + " (expected: a finished span that is held of trace "
                                        + traceId
                                        + ")")),
                    request.getAsSent(),
                    limits.answerBytes()),
            executor);
  }
}
