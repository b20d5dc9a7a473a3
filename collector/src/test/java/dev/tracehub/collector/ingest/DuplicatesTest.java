/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static dev.tracehub.collector.ingest.IngestFixture.assertOverloaded;
import static dev.tracehub.collector.ingest.IngestFixture.failure;
import static dev.tracehub.collector.ingest.IngestFixture.get;
import static dev.tracehub.collector.wire.TestBatches.batch;
import static dev.tracehub.collector.wire.TestBatches.evaluation;
import static dev.tracehub.collector.wire.TestBatches.event;
import static dev.tracehub.collector.wire.TestBatches.metric;
import static dev.tracehub.collector.wire.TestBatches.request;
import static dev.tracehub.collector.wire.TestBatches.span;
import static dev.tracehub.collector.wire.TestBatches.startedSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.journal.JournalFullException;
import dev.tracehub.collector.wire.Raw;
import dev.tracehub.v1.AttributeArray;
import dev.tracehub.v1.AttributeMap;
import dev.tracehub.v1.AttributeValue;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.Event;
import dev.tracehub.v1.RejectionCode;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import dev.tracehub.v1.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is received twice. */
class DuplicatesTest {

  private final IngestFixture ingest = new IngestFixture();

  @AfterEach
  void closePipeline() {
    ingest.journal.syncAll();
    ingest.close();
  }

  @Test
  void batch_withTheSameId_isADuplicate() {
    ingest.send(batch(1, 2).setBatchId("b"));

    BatchReceipt receipt = ingest.send(batch(1, 2).setBatchId("b"));

    assertThat(receipt.getDuplicate()).isTrue();
    assertThat(receipt.getDuplicates()).isEqualTo(2);
    assertThat(receipt.getJournalPosition()).isEqualTo(ingest.journal.durablePosition());
    assertThat(ingest.journal.frames()).hasSize(1);
  }

  @Test
  void batch_withTheSameSequence_isADuplicate() {
    ingest.send(metrics("c", 1));

    assertThat(ingest.send(metrics("c", 1)).getDuplicate()).isTrue();
    assertThat(ingest.send(metrics("c", 2)).getDuplicate()).isFalse();
    assertThat(ingest.send(metrics("d", 1)).getDuplicate()).isFalse();
    assertThat(get(ingest.submit("other", metrics("c", 1))).getDuplicate()).isFalse();
  }

  @Test
  void batch_repeatedWithFaultyRecords_namesThemAgain() {
    TraceBatch.Builder batch = batch(1).addSpans(span(2).clearName()).setBatchId("b");
    ingest.send(batch);

    BatchReceipt receipt = ingest.send(batch);

    assertThat(receipt.getDuplicates()).isEqualTo(1);
    assertThat(receipt.getRejectedCount()).isEqualTo(1);
  }

  @Test
  void batch_repeatedBeforeTheSync_waitsForTheFirst() {
    ingest.journal.hold();
    CompletableFuture<BatchReceipt> first = ingest.submit(batch(1).setBatchId("b"));
    Awaitility.await().until(() -> ingest.journal.heldCount() == 1);

    CompletableFuture<BatchReceipt> second = ingest.submit(batch(1).setBatchId("b"));
    CompletableFuture<BatchReceipt> third = ingest.submit(batch(1, 2));
    get(probe());
    assertThat(second).isNotDone();
    assertThat(third).isNotDone();
    ingest.journal.syncAll();

    assertThat(get(first).getAccepted()).isEqualTo(1);
    assertThat(get(second).getDuplicate()).isTrue();
    assertThat(get(third).getAccepted()).isEqualTo(1);
    assertThat(get(third).getDuplicates()).isEqualTo(1);
  }

  /** Answered at once though the journal is held: when it is, earlier batches had their turn. */
  private CompletableFuture<BatchReceipt> probe() {
    return ingest.submit(TraceBatch.newBuilder());
  }

  @Test
  void batch_repeatedBeforeTheFirstFails_failsWithIt() {
    ingest.journal.hold();
    CompletableFuture<BatchReceipt> first = ingest.submit(batch(1).setBatchId("b"));
    Awaitility.await().until(() -> ingest.journal.heldCount() == 1);
    CompletableFuture<BatchReceipt> same = ingest.submit(batch(1).setBatchId("b"));
    CompletableFuture<BatchReceipt> overlapping = ingest.submit(batch(1, 2));

    ingest.journal.failHeld(new JournalFullException("full"));

    assertOverloaded(failure(first));
    // Whether they met the claim or came after it was given up, nothing wrong may be answered.
    ingest.journal.syncAll();
    same.exceptionally(e -> BatchReceipt.getDefaultInstance()).join();
    overlapping.exceptionally(e -> BatchReceipt.getDefaultInstance()).join();
    ingest.send(batch(1, 2, 3).setBatchId("c"));
    long kept =
        ingest.journal.frames().stream()
            .flatMap(frame -> parsed(frame.payload()).getSpansList().stream())
            .count();
    assertThat(kept).isEqualTo(3);
  }

  @Test
  void span_sentAgainInAnotherBatch_isADuplicate() {
    ingest.send(batch(1, 2));

    BatchReceipt receipt = ingest.send(batch(2, 3));

    assertThat(receipt.getDuplicate()).isFalse();
    assertThat(receipt.getAccepted()).isEqualTo(1);
    assertThat(receipt.getDuplicates()).isEqualTo(1);
    assertThat(parsed(ingest.journal.frames().get(1).payload())).isEqualTo(batch(3).build());
  }

  @Test
  void span_twiceInOneBatch_isOneAndADuplicate() {
    BatchReceipt receipt = ingest.send(batch(1, 1));

    assertThat(receipt.getAccepted()).isEqualTo(1);
    assertThat(receipt.getDuplicates()).isEqualTo(1);
  }

  @Test
  void span_ofAnotherProject_isAnotherSpan() {
    ingest.send(batch(1));

    assertThat(get(ingest.submit("other", batch(1))).getAccepted()).isEqualTo(1);
  }

  @Test
  void span_withItsAttributesInAnotherOrder_isADuplicate() {
    byte[] first = span(1).putAttributes("a", value("1")).build().toByteArray();
    Raw a = new Raw().text(1, "a").message(2, new Raw().text(1, "1"));
    Raw n = new Raw().text(1, "n").message(2, new Raw().number(3, 1));
    byte[] second =
        new Raw()
            .message(32, a)
            .append(span(1).clearAttributes().build().toByteArray())
            .message(32, n)
            .toBytes();

    get(
        ingest
            .pipeline
            .submitBatch("shop", new Raw().value(10, first).toBytes())
            .toCompletableFuture());
    BatchReceipt receipt =
        get(
            ingest
                .pipeline
                .submitBatch("shop", new Raw().value(10, second).toBytes())
                .toCompletableFuture());

    assertThat(receipt.getDuplicates()).isEqualTo(1);
  }

  @Test
  void span_withNestedMapsInAnotherOrder_isADuplicate() {
    ingest.send(batch().addSpans(nested(List.of("a", "b", "c"), "x", "y")));

    BatchReceipt receipt = ingest.send(batch().addSpans(nested(List.of("c", "a", "b"), "x", "y")));

    assertThat(receipt.getRejectedList()).isEmpty();
    assertThat(receipt.getDuplicates()).isEqualTo(1);
  }

  @Test
  void span_withANestedListInAnotherOrder_isAConflict() {
    ingest.send(batch().addSpans(nested(List.of("a", "b"), "x", "y")));

    BatchReceipt receipt = ingest.send(batch().addSpans(nested(List.of("a", "b"), "y", "x")));

    assertThat(receipt.getRejected(0).getCode()).isEqualTo(RejectionCode.REJECTION_CODE_CONFLICT);
  }

  /** A span with maps inside its fields, whose entries are written in the order of the keys. */
  private static Span.Builder nested(List<String> keys, String... list) {
    AttributeMap.Builder map = AttributeMap.newBuilder();
    AttributeArray.Builder values = AttributeArray.newBuilder();
    Arrays.stream(list).forEach(text -> values.addValues(value(text)));
    map.putEntries("list", AttributeValue.newBuilder().setArrayValue(values).build());
    Usage.Builder usage = Usage.newBuilder().setInputTokens(3);
    Event.Builder event = Event.newBuilder().setName("exception");
    for (String key : keys) {
      map.putEntries(key, value("value of " + key));
      usage.putRaw(key, key.charAt(0));
      event.putAttributes(key, value("value of " + key));
    }
    return span(1)
        .setUsage(usage)
        .addEvents(event)
        .putAttributes("map", AttributeValue.newBuilder().setMapValue(map).build());
  }

  @Test
  void otlpSpan_sentAgain_isADuplicate() {
    ingest.send(request(1, 2));

    assertThat(ingest.send(request(1, 2))).isEqualTo(new OtlpReceipt(0, 2, 0, ""));
    assertThat(ingest.send(request(2, 3))).isEqualTo(new OtlpReceipt(1, 1, 0, ""));
    assertThat(ingest.journal.frames()).hasSize(2);
  }

  @Test
  void startedSpan_changed_isNew() {
    ingest.send(TraceBatch.newBuilder().addStartedSpans(startedSpan(1)));

    TraceBatch.Builder same = TraceBatch.newBuilder().addStartedSpans(startedSpan(1));
    TraceBatch.Builder changed =
        TraceBatch.newBuilder().addStartedSpans(startedSpan(1).setName("changed"));
    assertThat(ingest.send(same).getDuplicates()).isEqualTo(1);
    assertThat(ingest.send(changed).getAccepted()).isEqualTo(1);
    assertThat(ingest.send(batch(1)).getAccepted()).isEqualTo(1);
  }

  @Test
  void eventAndEvaluation_withTheSameId_areDuplicates() {
    TraceBatch.Builder batch =
        TraceBatch.newBuilder()
            .addEvents(event(1))
            .addEvaluations(evaluation(1))
            .addMetrics(metric(1));
    ingest.send(batch);

    BatchReceipt receipt = ingest.send(batch);

    assertThat(receipt.getDuplicates()).isEqualTo(2);
    assertThat(receipt.getAccepted()).isEqualTo(1);
  }

  @Test
  void recover_remembersWhatTheJournalHolds() {
    ingest.send(batch(1, 2).setClientId("c").setSequence(5).setBatchId("b"));
    ingest.send(request(3));

    try (IngestFixture restarted = new IngestFixture()) {
      ingest.journal.frames().forEach(restarted.pipeline::recover);

      BatchReceipt repeated =
          restarted.send(batch(1, 2).setClientId("c").setSequence(5).setBatchId("b"));
      assertThat(repeated.getDuplicate()).isTrue();
      assertThat(repeated.getJournalPosition())
          .isEqualTo(ingest.journal.frames().get(0).nextPosition());
      assertThat(restarted.send(request(3)).duplicates()).isEqualTo(1);
      assertThat(restarted.send(batch(2, 4)).getDuplicates()).isEqualTo(1);
      assertThat(restarted.pipeline.clients().clients("shop").get(0).getMissingBatches()).isZero();
    }
  }

  private static TraceBatch.Builder metrics(String client, long sequence) {
    return TraceBatch.newBuilder().setClientId(client).setSequence(sequence).addMetrics(metric(1));
  }

  private static AttributeValue value(String text) {
    return AttributeValue.newBuilder().setStringValue(text).build();
  }

  private static TraceBatch parsed(byte[] payload) {
    try {
      return TraceBatch.parseFrom(payload);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
