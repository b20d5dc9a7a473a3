/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static dev.tracehub.collector.ingest.IngestFixture.assertOverloaded;
import static dev.tracehub.collector.ingest.IngestFixture.failure;
import static dev.tracehub.collector.ingest.IngestFixture.get;
import static dev.tracehub.collector.ingest.IngestFixture.hasRetryInfo;
import static dev.tracehub.collector.wire.TestBatches.batch;
import static dev.tracehub.collector.wire.TestBatches.request;
import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.journal.JournalFailedException;
import dev.tracehub.collector.journal.JournalFullException;
import dev.tracehub.collector.wire.IngestLimits;
import dev.tracehub.collector.wire.Raw;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.RejectionCode;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestPipelineTest {

  private IngestFixture ingest = new IngestFixture();

  @AfterEach
  void closePipeline() {
    ingest.journal.syncAll();
    ingest.close();
  }

  private void configure(IngestConfig config) {
    ingest.close();
    ingest = new IngestFixture(config);
  }

  @Test
  void submitBatch_journalsTheSendersBytes() {
    byte[] bytes =
        batch(1, 2).setClientId("c").setSequence(1).setBatchId("b").build().toByteArray();

    BatchReceipt receipt = get(ingest.pipeline.submitBatch("shop", bytes).toCompletableFuture());

    assertThat(receipt)
        .isEqualTo(
            BatchReceipt.newBuilder()
                .setClientId("c")
                .setSequence(1)
                .setBatchId("b")
                .setAccepted(2)
                .setJournalPosition(ingest.journal.durablePosition())
                .build());
    assertThat(ingest.journal.frames())
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.payload()).isSameAs(bytes);
              assertThat(frame.type()).isEqualTo(FrameType.TRACE_BATCH);
              assertThat(frame.project()).isEqualTo("shop");
              assertThat(frame.receivedNanos()).isEqualTo(TestBatches.NOW_NANOS);
            });
  }

  @Test
  void submitBatch_beforeTheSync_isNotAnswered() {
    ingest.journal.hold();

    CompletableFuture<BatchReceipt> receipt = ingest.submit(batch(1));

    Awaitility.await().until(() -> ingest.journal.heldCount() == 1);
    assertThat(receipt).isNotDone();
    ingest.journal.syncAll();
    assertThat(get(receipt).getAccepted()).isEqualTo(1);
  }

  @Test
  void submitBatch_oneBadRecord_costsOnlyItself() throws Exception {
    BatchReceipt receipt = ingest.send(batch(1).addSpans(span(2).clearName()).addSpans(span(3)));

    assertThat(receipt.getAccepted()).isEqualTo(2);
    assertThat(receipt.getRejectedList())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.getField()).isEqualTo("spans[1].name");
              assertThat(rejected.getId()).isEqualTo(TestBatches.spanId(2));
              assertThat(rejected.getIndex()).isEqualTo(1);
            });
    assertThat(TraceBatch.parseFrom(ingest.journal.frames().get(0).payload()))
        .isEqualTo(batch(1, 3).build());
  }

  @Test
  void submitBatch_nothingToKeep_journalsNothing() {
    BatchReceipt receipt = ingest.send(TraceBatch.newBuilder().addSpans(span(1).clearName()));

    assertThat(receipt.getRejectedCount()).isEqualTo(1);
    assertThat(receipt.getJournalPosition()).isZero();
    assertThat(ingest.journal.frames()).isEmpty();
  }

  @Test
  void submitBatch_nothingToKeepOfACountedClient_journalsTheHeader() throws Exception {
    ingest.send(
        TraceBatch.newBuilder().setClientId("c").setSequence(1).addSpans(span(1).clearName()));

    assertThat(TraceBatch.parseFrom(ingest.journal.frames().get(0).payload()))
        .isEqualTo(TraceBatch.newBuilder().setClientId("c").setSequence(1).build());
  }

  @Test
  void submitBatch_noMessage_isInvalid() {
    StatusRuntimeException failure =
        failure(ingest.pipeline.submitBatch("shop", new byte[] {1, 2, 3}).toCompletableFuture());

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(failure.getStatus().getDescription())
        .isEqualTo("TraceBatch: field number 0 (expected: >= 1)");
    assertThat(ingest.pipeline.counters().invalidCalls()).isEqualTo(1);
  }

  @Test
  void submitBatch_tooLarge_isExhaustedForGood() {
    configure(IngestConfig.defaults().withLimits(IngestLimits.defaults().with("batchBytes", 100)));

    StatusRuntimeException failure = failure(ingest.submit(batch(1, 2, 3)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(hasRetryInfo(failure)).isFalse();
  }

  @Test
  void submitBatch_journalFull_isOverload() {
    ingest.journal.failWith(new JournalFullException("at 10 GiB (expected: less)"));

    assertOverloaded(failure(ingest.submit(batch(1, 2))));

    ingest.journal.failWith(null);
    assertThat(ingest.send(batch(1, 2)).getAccepted()).isEqualTo(2);
    assertThat(ingest.pipeline.counters().toProto().getRefused()).isEqualTo(2);
    assertThat(ingest.pipeline.counters().toProto().getReceived()).isEqualTo(4);
  }

  @Test
  void submitBatch_journalFailed_isUnavailable() {
    ingest.journal.failWith(new JournalFailedException("fsync", new IOException("EIO")));

    StatusRuntimeException failure = failure(ingest.submit(batch(1)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(hasRetryInfo(failure)).isTrue();
  }

  @Test
  void submitBatch_noRoom_waitsOrIsRefused() {
    configure(IngestConfig.defaults().withRoom(64 << 20, 8_000));
    ingest.journal.hold();
    CompletableFuture<OtlpReceipt> filling = submitLarge();
    Awaitility.await().until(() -> ingest.journal.heldCount() == 1);
    assertThat(ingest.pipeline.hasRoom()).isFalse();

    CompletableFuture<BatchReceipt> waiting = ingest.submit(batch(1));
    StatusRuntimeException refused = failure(ingest.submit(batch(2, 3)));

    assertOverloaded(refused);
    assertThat(ingest.pipeline.counters().toProto().getRefused()).isEqualTo(2);
    ingest.journal.syncAll();
    assertThat(get(filling).accepted()).isEqualTo(1);
    assertThat(get(waiting).getAccepted()).isEqualTo(1);
    assertThat(ingest.pipeline.inFlightBytes()).isZero();
  }

  /** One span and 64 MiB of a field that nobody knows. */
  private CompletableFuture<OtlpReceipt> submitLarge() {
    byte[] padding = new Raw().value(100, new byte[(64 << 20) - 1000]).toBytes();
    byte[] large = new Raw().append(request(9).build().toByteArray()).append(padding).toBytes();
    return ingest.pipeline.submitOtlpTraces("shop", large).toCompletableFuture();
  }

  @Test
  void submitBatch_waitUntilStored_waitsForTheStore() {
    CompletableFuture<BatchReceipt> receipt = ingest.submit(batch(1).setWaitUntilStored(true));

    Awaitility.await().until(() -> ingest.journal.frames().size() == 1);
    assertThat(receipt).isNotDone();
    ingest.stored.complete(null);

    assertThat(get(receipt).getStored()).isTrue();
  }

  @Test
  void submitBatch_waitUntilStoredAndTheStoreFails_isDurableAllTheSame() {
    ingest.stored.completeExceptionally(new IllegalStateException("stopped"));

    BatchReceipt receipt = ingest.send(batch(1).setWaitUntilStored(true));

    assertThat(receipt.getAccepted()).isEqualTo(1);
    assertThat(receipt.getStored()).isFalse();
  }

  @Test
  void submitOtlpTraces_countsAndNamesTheFirstRejections() throws Exception {
    ExportTraceServiceRequest.Builder request = request(1, 2);
    for (int i = 0; i < 12; i++) {
      request
          .getResourceSpansBuilder(0)
          .getScopeSpansBuilder(0)
          .addSpans(TestBatches.otlpSpan(10 + i).clearTraceId());
    }

    OtlpReceipt receipt = ingest.send(request);

    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(receipt.rejected()).isEqualTo(12);
    assertThat(receipt.message())
        .startsWith(
            "12 spans rejected: resource_spans[0].scope_spans[0].spans[2].trace_id: missing")
        .endsWith("; and 2 more");
    assertThat(ExportTraceServiceRequest.parseFrom(ingest.journal.frames().get(0).payload()))
        .isEqualTo(request(1, 2).build());
  }

  @Test
  void submitOtlpLogs_journalsWhatIsNew() throws Exception {
    ExportLogsServiceRequest.Builder request = TestBatches.logs(1, 2);
    request
        .getResourceLogsBuilder(0)
        .getScopeLogsBuilder(0)
        .addLogRecords(TestBatches.otlpLog(3).clearTraceId());

    OtlpReceipt first = submitLogs(request);
    OtlpReceipt again = submitLogs(request);

    assertThat(first.accepted()).isEqualTo(2);
    assertThat(first.rejected()).isEqualTo(1);
    assertThat(first.message())
        .isEqualTo(
            "1 log records rejected: resource_logs[0].scope_logs[0].log_records[2].trace_id:"
                + " missing (expected: 16 bytes, as only log records of traces are kept)");
    assertThat(again.accepted()).isZero();
    assertThat(again.duplicates()).isEqualTo(2);
    assertThat(ingest.journal.frames()).hasSize(1);
    assertThat(ingest.journal.frames().get(0).type()).isEqualTo(FrameType.OTLP_LOGS);
    assertThat(ExportLogsServiceRequest.parseFrom(ingest.journal.frames().get(0).payload()))
        .isEqualTo(TestBatches.logs(1, 2).build());
  }

  private OtlpReceipt submitLogs(ExportLogsServiceRequest.Builder request) {
    return IngestFixture.get(
        ingest
            .pipeline
            .submitOtlpLogs("shop", request.build().toByteArray())
            .toCompletableFuture());
  }

  @Test
  void submitOtlpMetrics_journalsThoseOfModels() throws Exception {
    ExportMetricsServiceRequest.Builder request =
        TestBatches.metrics(
            TestBatches.sum("gen_ai.calls", 1, 2), TestBatches.sum("jvm.threads", 3));

    OtlpReceipt first = submitMetrics(request);
    OtlpReceipt again = submitMetrics(request);

    assertThat(first.accepted()).isEqualTo(2);
    assertThat(first.rejected()).isEqualTo(1);
    assertThat(first.message())
        .isEqualTo(
            "1 data points rejected: resource_metrics[0].scope_metrics[0].metrics[1].name:"
                + " \"jvm.threads\" (expected: a name that begins with gen_ai., as no other"
                + " metrics are kept)");
    assertThat(again.duplicates()).isEqualTo(2);
    assertThat(ingest.journal.frames()).hasSize(1);
    assertThat(ingest.journal.frames().get(0).type()).isEqualTo(FrameType.OTLP_METRICS);
    assertThat(ExportMetricsServiceRequest.parseFrom(ingest.journal.frames().get(0).payload()))
        .isEqualTo(TestBatches.metrics(TestBatches.sum("gen_ai.calls", 1, 2)).build());
  }

  private OtlpReceipt submitMetrics(ExportMetricsServiceRequest.Builder request) {
    return IngestFixture.get(
        ingest
            .pipeline
            .submitOtlpMetrics("shop", request.build().toByteArray())
            .toCompletableFuture());
  }

  @Test
  void submitOtlpTraces_empty_isSuccess() {
    assertThat(ingest.send(ExportTraceServiceRequest.newBuilder()))
        .isEqualTo(new OtlpReceipt(0, 0, 0, ""));
  }

  @Test
  void submitBatch_conflict_isNamed() {
    ingest.send(batch(1));

    BatchReceipt receipt = ingest.send(TraceBatch.newBuilder().addSpans(span(1).setName("other")));

    assertThat(receipt.getRejectedList())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.getCode()).isEqualTo(RejectionCode.REJECTION_CODE_CONFLICT);
              assertThat(rejected.getField()).isEqualTo("spans[0]");
            });
    assertThat(ingest.journal.frames()).hasSize(1);
  }

  @Test
  void close_refusesNewBatches() {
    ingest.close();

    StatusRuntimeException failure = failure(ingest.submit(batch(1)));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }
}
