/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.report;

import com.google.protobuf.Timestamp;
import dev.tracehub.v1.AggregateRequest;
import dev.tracehub.v1.AggregateRow;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.ListSessionsRequest;
import dev.tracehub.v1.Measure;
import dev.tracehub.v1.MeasureValue;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.SearchTracesRequest;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TimeRange;
import dev.tracehub.v1.TraceSummary;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks Tracehub about one run of the demo: its release tells its spans from all others. */
public final class Questions {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int PAGE = 1000;

  private final QueryServiceGrpc.QueryServiceBlockingStub query;
  private final String filter;
  private final TimeRange range;

  /**
   * Asks over a channel, which the caller closes.
   *
   * @param release the run
   * @param start when it began
   * @param end after it ended
   */
  public Questions(Channel channel, String release, Instant start, Instant end) {
    query = QueryServiceGrpc.newBlockingStub(channel);
    filter = "release == \"" + release + "\"";
    range = TimeRange.newBuilder().setStart(timestamp(start)).setEnd(timestamp(end)).build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private QueryServiceGrpc.QueryServiceBlockingStub ask() {
    return query.withDeadlineAfter(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Spans held. */
  public long spans() {
    List<AggregateRow> rows = aggregate("", null, Measure.MEASURE_COUNT);
    return rows.isEmpty() ? 0 : rows.get(0).getValues(0).getIntValue();
  }

  /** Measures by a dimension, over the spans that also match the further filter. */
  List<AggregateRow> aggregate(String further, @Nullable Dimension by, Measure... measures) {
    AggregateRequest.Builder request =
        AggregateRequest.newBuilder()
            .setTimeRange(range)
            .setFilter(further.isEmpty() ? filter : filter + " && " + further)
            .addAllMeasures(Arrays.asList(measures));
    if (by != null) {
      request.addGroupBy(GroupBy.newBuilder().setDimension(by));
    }
    return ask().aggregate(request.build()).getRowsList();
  }

  List<TraceSummary> traces() {
    List<TraceSummary> traces = new ArrayList<>();
    SearchTracesRequest.Builder request =
        SearchTracesRequest.newBuilder().setTimeRange(range).setFilter(filter).setPageSize(PAGE);
    do {
      var page = ask().searchTraces(request.build());
      traces.addAll(page.getTracesList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return traces;
  }

  List<Session> sessions() {
    List<Session> sessions = new ArrayList<>();
    ListSessionsRequest.Builder request =
        ListSessionsRequest.newBuilder().setTimeRange(range).setFilter(filter).setPageSize(PAGE);
    do {
      var page = ask().listSessions(request.build());
      sessions.addAll(page.getSessionsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return sessions;
  }

  List<Span> spans(String further) {
    List<Span> spans = new ArrayList<>();
    SearchSpansRequest.Builder request =
        SearchSpansRequest.newBuilder()
            .setTimeRange(range)
            .setFilter(filter + " && " + further)
            .setPageSize(PAGE);
    do {
      var page = ask().searchSpans(request.build());
      spans.addAll(page.getSpansList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return spans;
  }

  GetTraceResponse trace(String traceId) {
    return ask().getTrace(GetTraceRequest.newBuilder().setTraceId(traceId).build());
  }

  /** The value of a measure that is counted. */
  static long count(AggregateRow row, int index) {
    return row.getValues(index).getIntValue();
  }

  /** The value of a measure in milliseconds or the like. */
  static double real(AggregateRow row, int index) {
    MeasureValue value = row.getValues(index);
    return value.getDoubleValue();
  }
}
