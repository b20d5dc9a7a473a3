/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.v1.BatchReceipt;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps what it is given in a list. Can be told another answer. Thread-safe. */
final class FakeIngest implements Ingest {

  /** A request that was taken. */
  record Taken(String project, ExportTraceServiceRequest request) {}

  /** Requests with log records. */
  final List<byte[]> logs = new CopyOnWriteArrayList<>();

  /** Requests with metrics. */
  final List<byte[]> metrics = new CopyOnWriteArrayList<>();

  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private volatile @Nullable Supplier<CompletionStage<OtlpReceipt>> other;

  List<Taken> taken() {
    return taken;
  }

  /** From now on every request gets this answer; null for the usual one. */
  void answer(@Nullable Supplier<CompletionStage<OtlpReceipt>> answer) {
    other = answer;
  }

  @Override
  public CompletionStage<BatchReceipt> submitBatch(String project, byte[] batch) {
    throw new UnsupportedOperationException("the services of these tests do not ingest");
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpTraces(String project, byte[] request) {
    Supplier<CompletionStage<OtlpReceipt>> answer = other;
    if (answer != null) {
      return answer.get();
    }
    try {
      ExportTraceServiceRequest parsed = ExportTraceServiceRequest.parseFrom(request);
      taken.add(new Taken(project, parsed));
      return CompletableFuture.completedStage(new OtlpReceipt(spans(parsed), 0, 0, ""));
    } catch (InvalidProtocolBufferException e) {
      return refused();
    }
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpLogs(String project, byte[] request) {
    return taken(ExportLogsServiceRequest.parser(), logs, project, request);
  }

  @Override
  public CompletionStage<OtlpReceipt> submitOtlpMetrics(String project, byte[] request) {
    return taken(ExportMetricsServiceRequest.parser(), metrics, project, request);
  }

  private CompletionStage<OtlpReceipt> taken(
      Parser<?> parser, List<byte[]> list, String project, byte[] request) {
    assertThat(project).isNotEmpty();
    Supplier<CompletionStage<OtlpReceipt>> answer = other;
    if (answer != null) {
      return answer.get();
    }
    try {
      parser.parseFrom(request);
      list.add(request);
      return CompletableFuture.completedStage(new OtlpReceipt(1, 0, 0, ""));
    } catch (InvalidProtocolBufferException e) {
      return refused();
    }
  }

  private static CompletionStage<OtlpReceipt> refused() {
    return CompletableFuture.failedStage(
        Failures.invalid("body", "INVALID_PROTOBUF", "cannot be read"));
  }

  private static long spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .map(ResourceSpans::getScopeSpansList)
        .flatMap(List::stream)
        .mapToLong(ScopeSpans::getSpansCount)
        .sum();
  }
}
