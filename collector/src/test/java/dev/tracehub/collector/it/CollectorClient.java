/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.DeadLetter;
import dev.tracehub.v1.ExportRequest;
import dev.tracehub.v1.ExportResponse;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetIngestStatusResponse;
import dev.tracehub.v1.ListDeadLettersRequest;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TimeRange;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.ManagedChannel;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The calls that the fault tests make to a collector in a process of its own. */
final class CollectorClient implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final CollectorProcess process;
  private final ManagedChannel channel;

  CollectorClient(CollectorProcess process) {
    this.process = process;
    this.channel = process.channel();
  }

  BatchReceipt send(TraceBatch batch) {
    return TraceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .sendBatch(batch)
        .getReceipt();
  }

  ExportTraceServiceResponse export(ExportTraceServiceRequest request) {
    return io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .export(request);
  }

  List<DeadLetter> deadLetters() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .listDeadLetters(ListDeadLettersRequest.getDefaultInstance())
        .getDeadLettersList();
  }

  GetIngestStatusResponse status() {
    return AdminServiceGrpc.newBlockingStub(channel)
        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance());
  }

  /** Waits until the store holds all that is in the journal. */
  void awaitDrained() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> status().getDrain().getLagBytes() == 0);
  }

  /** Every stored span of the last two hours. */
  List<Span> spans() {
    long now = Instant.now().getEpochSecond();
    TimeRange range =
        TimeRange.newBuilder()
            .setStart(Timestamps.fromSeconds(now - 7200))
            .setEnd(Timestamps.fromSeconds(now + 60))
            .build();
    Iterator<ExportResponse> chunks =
        QueryServiceGrpc.newBlockingStub(channel)
            .export(ExportRequest.newBuilder().setTimeRange(range).build());
    List<Span> spans = new ArrayList<>();
    chunks.forEachRemaining(chunk -> spans.addAll(chunk.getSpansList()));
    return spans;
  }

  /** The HTTP status of a page. */
  int get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + process.httpPort() + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
