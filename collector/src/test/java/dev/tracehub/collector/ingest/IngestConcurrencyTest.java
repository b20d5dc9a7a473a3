/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static dev.tracehub.collector.ingest.IngestFixture.get;
import static dev.tracehub.collector.wire.TestBatches.batch;
import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tracehub.collector.journal.JournalFullException;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.IngestCounters;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

class IngestConcurrencyTest {

  private static final int SENDERS = 4;

  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private final ExecutorService syncs = Executors.newSingleThreadExecutor();
  private final IngestFixture ingest = new IngestFixture();

  @AfterEach
  void stop() {
    senders.shutdown();
    ingest.close();
    syncs.shutdown();
  }

  @RepeatedTest(20)
  void sameBatchAtOnce_isAcceptedExactlyOnce() throws Exception {
    ingest.journal.syncOn(syncs);
    TraceBatch.Builder batch = batch(1, 2, 3).setBatchId("b");
    CountDownLatch start = new CountDownLatch(1);
    List<Future<BatchReceipt>> receipts = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      receipts.add(
          senders.submit(
              () -> {
                start.await();
                return get(ingest.submit(batch.clone()));
              }));
    }
    start.countDown();

    int accepted = 0;
    for (Future<BatchReceipt> receipt : receipts) {
      accepted += receipt.get(20, TimeUnit.SECONDS).getAccepted();
    }
    assertThat(accepted).isEqualTo(3);
    assertThat(ingest.journal.frames()).hasSize(1);
  }

  /** Batches that share spans, from many senders, over a journal that fails now and then. */
  @RepeatedTest(5)
  void overlappingBatchesAndFailures_everySpanOnceAndEverySumRight() throws Exception {
    long seed = System.nanoTime();
    Random failures = new Random(seed);
    ingest.journal.syncOn(syncs);
    ingest.journal.failBy(
        () -> failures.nextInt(4) == 0 ? new JournalFullException("seed " + seed) : null);
    LongAdder sent = new LongAdder();
    List<Callable<Void>> work = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      Random random = new Random(seed + sender);
      work.add(() -> sendAll(random, sent));
    }

    for (Future<Void> done : senders.invokeAll(work)) {
      done.get(60, TimeUnit.SECONDS);
    }

    List<String> stored = new ArrayList<>();
    ingest.journal.frames().forEach(frame -> stored.addAll(spanIds(frame.payload())));
    IngestCounters counters = ingest.pipeline.counters().toProto();
    assertThat(stored).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(counters.getAccepted()).as("seed %d", seed).isEqualTo(stored.size());
    assertThat(counters.getReceived())
        .isEqualTo(sent.sum())
        .isEqualTo(
            counters.getAccepted()
                + counters.getDuplicate()
                + counters.getRejected()
                + counters.getRefused());
    assertThat(ingest.pipeline.inFlightBytes()).isZero();
  }

  private Void sendAll(Random random, LongAdder sent) {
    for (int i = 0; i < 100; i++) {
      TraceBatch.Builder batch = TraceBatch.newBuilder();
      int first = random.nextInt(300);
      for (int number = first; number < first + 5; number++) {
        batch.addSpans(span(number));
      }
      batch.addSpans(Span.newBuilder().setName("no ids"));
      sendUntilTaken(batch, sent);
    }
    return null;
  }

  private void sendUntilTaken(TraceBatch.Builder batch, LongAdder sent) {
    BatchReceipt receipt = null;
    while (receipt == null) {
      sent.add(batch.getSpansCount());
      CompletableFuture<BatchReceipt> answer = ingest.submit(batch.clone());
      receipt = get(answer.exceptionally(failure -> null));
    }
    assertThat(receipt.getAccepted() + receipt.getDuplicates()).isEqualTo(5);
    assertThat(receipt.getRejectedCount()).isEqualTo(1);
  }

  private static List<String> spanIds(byte[] payload) {
    try {
      return TraceBatch.parseFrom(payload).getSpansList().stream().map(Span::getSpanId).toList();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
