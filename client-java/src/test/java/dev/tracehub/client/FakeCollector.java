/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.StreamBatchesResponse;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.TraceServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A collector in memory with faults on demand. Batches are stored when they arrive, as the real one
 * may do although the call breaks later; repeats are found by batch id. Thread-safe.
 */
final class FakeCollector extends TraceServiceGrpc.TraceServiceImplBase {

  /** What to do with a call. */
  enum Fault {
    /** All is well. */
    NONE,
    /** The call fails before anything is stored. */
    FAIL_BEFORE,
    /** Everything is stored, and the call fails. */
    FAIL_AFTER,
    /** Everything is stored, and some receipts are missing. */
    LOSE_RECEIPTS,
    /** Nothing is stored; come back soon. */
    THROTTLE,
    /** The odd batches are not taken; come back soon. */
    THROTTLE_SOME,
    /** The collector fails inside. */
    INTERNAL,
    /** No answer, ever. */
    HANG
  }

  private static final Duration SOON = Duration.ofMillis(5);

  private final Map<String, BatchReceipt> receipts = new HashMap<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final List<MetricPoint> metrics = new ArrayList<>();
  private final List<JobUpdate> jobs = new ArrayList<>();
  private final List<SpanEvent> events = new ArrayList<>();
  private final List<ClientLoss> losses = new ArrayList<>();
  private final Set<Long> sequences = new HashSet<>();
  private Supplier<Fault> faults = () -> Fault.NONE;
  private int calls;
  private int repeats;

  synchronized FakeCollector faults(Supplier<Fault> next) {
    faults = next;
    return this;
  }

  @Override
  public StreamObserver<TraceBatch> streamBatches(StreamObserver<StreamBatchesResponse> response) {
    List<TraceBatch> batches = new ArrayList<>();
    return new StreamObserver<>() {
      @Override
      public void onNext(TraceBatch batch) {
        batches.add(batch);
      }

      @Override
      public void onError(Throwable fault) {
        // The client went away.
      }

      @Override
      public void onCompleted() {
        answer(batches, response);
      }
    };
  }

  private void answer(List<TraceBatch> batches, StreamObserver<StreamBatchesResponse> response) {
    Fault fault = nextFault();
    switch (fault) {
      case NONE -> reply(response, store(batches));
      case FAIL_BEFORE -> response.onError(Status.UNAVAILABLE.asRuntimeException());
      case FAIL_AFTER -> {
        store(batches);
        response.onError(Status.UNAVAILABLE.asRuntimeException());
      }
      case LOSE_RECEIPTS -> {
        List<BatchReceipt> all = store(batches);
        reply(response, all.subList(0, all.size() / 2));
      }
      case THROTTLE -> response.onError(overloaded());
      case THROTTLE_SOME -> reply(response, storeSome(batches));
      case INTERNAL -> response.onError(Status.INTERNAL.asRuntimeException());
      case HANG -> {}
    }
  }

  private synchronized Fault nextFault() {
    calls++;
    return faults.get();
  }

  private static void reply(
      StreamObserver<StreamBatchesResponse> response, List<BatchReceipt> receipts) {
    response.onNext(StreamBatchesResponse.newBuilder().addAllReceipts(receipts).build());
    response.onCompleted();
  }

  private synchronized List<BatchReceipt> store(List<TraceBatch> batches) {
    return batches.stream().map(this::store).toList();
  }

  private synchronized List<BatchReceipt> storeSome(List<TraceBatch> batches) {
    return batches.stream()
        .map(batch -> batch.getSequence() % 2 == 0 ? store(batch) : refused(batch))
        .toList();
  }

  private static BatchReceipt refused(TraceBatch batch) {
    return receipt(batch)
        .setRetryAfter(com.google.protobuf.Duration.newBuilder().setNanos(SOON.getNano()))
        .build();
  }

  private BatchReceipt store(TraceBatch batch) {
    BatchReceipt known = receipts.get(batch.getBatchId());
    if (known != null) {
      repeats++;
      return known.toBuilder()
          .setDuplicate(true)
          .setDuplicates(known.getAccepted())
          .setAccepted(0)
          .build();
    }
    spans.addAll(batch.getSpansList());
    evaluations.addAll(batch.getEvaluationsList());
    metrics.addAll(batch.getMetricsList());
    jobs.addAll(batch.getJobsList());
    events.addAll(batch.getEventsList());
    losses.addAll(batch.getLossesList());
    sequences.add(batch.getSequence());
    int records =
        batch.getSpansCount()
            + batch.getEvaluationsCount()
            + batch.getMetricsCount()
            + batch.getJobsCount()
            + batch.getEventsCount();
    BatchReceipt receipt = receipt(batch).setAccepted(records).build();
    receipts.put(batch.getBatchId(), receipt);
    return receipt;
  }

  private static BatchReceipt.Builder receipt(TraceBatch batch) {
    return BatchReceipt.newBuilder()
        .setClientId(batch.getClientId())
        .setSequence(batch.getSequence())
        .setBatchId(batch.getBatchId());
  }

  private static StatusRuntimeException overloaded() {
    Message delay =
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder().setNanos(SOON.getNano()))
            .build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
            .addDetails(Any.pack(delay))
            .build());
  }

  synchronized List<Span> spans() {
    return List.copyOf(spans);
  }

  synchronized Span span(String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  synchronized List<Evaluation> evaluations() {
    return List.copyOf(evaluations);
  }

  synchronized List<MetricPoint> metrics() {
    return List.copyOf(metrics);
  }

  synchronized List<JobUpdate> jobs() {
    return List.copyOf(jobs);
  }

  synchronized List<SpanEvent> events() {
    return List.copyOf(events);
  }

  synchronized long lost() {
    return losses.stream().mapToLong(ClientLoss::getSpans).sum();
  }

  synchronized int calls() {
    return calls;
  }

  synchronized int repeats() {
    return repeats;
  }
}
