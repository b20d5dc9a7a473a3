/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.Ingest;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.v1.BatchReceipt;
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
      return CompletableFuture.failedStage(
          Failures.invalid("body", "INVALID_PROTOBUF", "cannot be read"));
    }
  }

  private static long spans(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .map(ResourceSpans::getScopeSpansList)
        .flatMap(List::stream)
        .mapToLong(ScopeSpans::getSpansCount)
        .sum();
  }
}
