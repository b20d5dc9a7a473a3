/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.GetTraceGraphRequest;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GraphRun;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.QueryServiceGrpc.QueryServiceBlockingStub;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TimeRange;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The collector itself in this process, on free ports, and what it answers about what it has. */
public final class RealCollector implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final Collector collector;
  private final ManagedChannel channel;

  private RealCollector(Path data) throws IOException {
    collector =
        Collector.start(
            Settings.of(Map.of("grpc_port", "0", "http_port", "0", "data_dir", data.toString())),
            fatal::add);
    channel =
        Grpc.newChannelBuilder(
                "127.0.0.1:" + collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
  }

  public static RealCollector start(Path data) throws IOException {
    return new RealCollector(data);
  }

  public String endpoint() {
    return "http://127.0.0.1:" + collector.grpcPort();
  }

  /** The spans of a trace with their payloads, by their start, when there are as many. */
  public List<Span> trace(String trace, int spans) {
    GetTraceRequest request =
        GetTraceRequest.newBuilder().setTraceId(trace).setIncludePayloads(true).build();
    return await()
        .atMost(PATIENCE)
        .ignoreException(StatusRuntimeException.class)
        .until(() -> byStart(query().getTrace(request).getSpansList()), hasSize(spans));
  }

  /** All spans with the heads of their payloads, by their start, when there are as many. */
  public List<Span> spans(int spans) {
    Instant now = Instant.now();
    SearchSpansRequest request =
        SearchSpansRequest.newBuilder()
            .setTimeRange(
                TimeRange.newBuilder()
                    .setStart(Timestamps.fromMillis(now.minusSeconds(3_600).toEpochMilli()))
                    .setEnd(Timestamps.fromMillis(now.plusSeconds(3_600).toEpochMilli())))
            .setPageSize(1000)
            .build();
    return await()
        .atMost(PATIENCE)
        .until(() -> byStart(query().searchSpans(request).getSpansList()), hasSize(spans));
  }

  /** The runs of graphs in a trace. */
  public List<GraphRun> runs(String trace) {
    return query()
        .getTraceGraph(GetTraceGraphRequest.newBuilder().setTraceId(trace).build())
        .getRunsList();
  }

  private QueryServiceBlockingStub query() {
    return QueryServiceGrpc.newBlockingStub(channel);
  }

  private static List<Span> byStart(List<Span> spans) {
    return spans.stream().sorted(Comparator.comparingLong(Span::getStartTimeUnixNano)).toList();
  }

  private static Predicate<List<Span>> hasSize(int size) {
    return found -> found.size() == size;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    collector.close();
    assertThat(fatal).isEmpty();
  }
}
