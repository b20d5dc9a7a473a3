/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import dev.tracehub.collector.masking.Masking;
import dev.tracehub.collector.masking.ProjectMasking;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A pipeline over a fake journal, at a fixed time. */
final class IngestFixture implements AutoCloseable {

  static final String PROJECT = "shop";

  private static final InstantSource CLOCK = InstantSource.fixed(TestBatches.NOW);

  final FakeJournal journal = new FakeJournal();
  final CompletableFuture<Void> stored = new CompletableFuture<>();
  final IngestPipeline pipeline;

  IngestFixture() {
    this(IngestConfig.defaults());
  }

  IngestFixture(IngestConfig config) {
    this(config, project -> CompletableFuture.completedFuture(Optional.empty()));
  }

  IngestFixture(IngestConfig config, ProjectRetention retention) {
    this(config, new ProjectTerms(retention, ProjectTerms.standard().quotas()), CLOCK);
  }

  IngestFixture(IngestConfig config, ProjectTerms terms, InstantSource clock) {
    pipeline =
        new IngestPipeline(
            config, journal, position -> stored, terms, ProjectMasking.same(Masking.none()), clock);
  }

  CompletableFuture<BatchReceipt> submit(TraceBatch.Builder batch) {
    return submit(PROJECT, batch);
  }

  CompletableFuture<BatchReceipt> submit(String project, TraceBatch.Builder batch) {
    return pipeline.submitBatch(project, batch.build().toByteArray()).toCompletableFuture();
  }

  BatchReceipt send(TraceBatch.Builder batch) {
    return get(submit(batch));
  }

  OtlpReceipt send(ExportTraceServiceRequest.Builder request) {
    return get(
        pipeline.submitOtlpTraces(PROJECT, request.build().toByteArray()).toCompletableFuture());
  }

  /** The value of a future that must come. */
  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** The status that a future fails with. */
  static StatusRuntimeException failure(CompletableFuture<?> future) {
    try {
      get(future);
    } catch (CompletionException e) {
      if (e.getCause() instanceof StatusRuntimeException status) {
        return status;
      }
      throw e;
    }
    throw new AssertionError("did not fail");
  }

  static boolean hasRetryInfo(StatusRuntimeException failure) {
    com.google.rpc.Status status = StatusProto.fromThrowable(failure);
    return status != null
        && status.getDetailsList().stream().anyMatch((Any detail) -> detail.is(RetryInfo.class));
  }

  static void assertOverloaded(StatusRuntimeException failure) {
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(hasRetryInfo(failure)).isTrue();
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
