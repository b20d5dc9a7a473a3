/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.samples.Answers;
import dev.tracehub.v1.GetTraceGraphRequest;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.SearchTracesResponse;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TimeRange;
import dev.tracehub.v1.TraceSummary;
import io.grpc.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Answers of a server about one project, through QueryService alone. */
final class ServerAnswers implements Answers {

  private static final int PAGE = 7;

  private final QueryServiceGrpc.QueryServiceBlockingStub queries;
  private final TimeRange range;

  /**
   * Answers about a day.
   *
   * @param channel carries the key of the project
   */
  ServerAnswers(Channel channel, Instant day) {
    this.queries = QueryServiceGrpc.newBlockingStub(channel);
    this.range =
        TimeRange.newBuilder()
            .setStart(Timestamps.fromSeconds(day.getEpochSecond()))
            .setEnd(Timestamps.fromSeconds(day.getEpochSecond() + 86_400))
            .build();
  }

  /** All traces, by small pages: paging is part of the question. */
  @Override
  public List<TraceSummary> traces() {
    List<TraceSummary> traces = new ArrayList<>();
    String token = "";
    do {
      SearchTracesResponse page =
          queries.searchTraces(
              SearchTracesRequest.newBuilder()
                  .setTimeRange(range)
                  .setPageSize(PAGE)
                  .setPageToken(token)
                  .build());
      traces.addAll(page.getTracesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return traces;
  }

  @Override
  public List<Span> spans(String traceId) {
    return queries
        .getTrace(GetTraceRequest.newBuilder().setTraceId(traceId).setIncludePayloads(true).build())
        .getSpansList();
  }

  @Override
  public List<GraphRun> graphRuns(String traceId) {
    return queries
        .getTraceGraph(GetTraceGraphRequest.newBuilder().setTraceId(traceId).build())
        .getRunsList();
  }
}
