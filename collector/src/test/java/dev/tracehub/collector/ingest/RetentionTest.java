/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static dev.tracehub.collector.wire.TestBatches.NOW_NANOS;
import static dev.tracehub.collector.wire.TestBatches.batch;
import static dev.tracehub.collector.wire.TestBatches.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.storage.Retention;
import dev.tracehub.storage.StorageException;
import dev.tracehub.v1.BatchReceipt;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a batch is kept is decided when it is received, and written down with it. */
class RetentionTest {

  private CompletableFuture<Optional<Retention>> picked =
      CompletableFuture.completedFuture(Optional.empty());

  private final IngestFixture ingest =
      new IngestFixture(IngestConfig.defaults(), project -> picked);

  @AfterEach
  void close() {
    ingest.close();
  }

  @Test
  void spanOlderThanItsProjectsRetention_isRejectedWithTheField() {
    pick(Retention.DAYS_7);
    BatchReceipt receipt =
        ingest.send(TraceBatch.newBuilder().addSpans(aged(1, 6)).addSpans(aged(2, 8)));
    assertThat(receipt.getAccepted()).isEqualTo(1);
    assertThat(receipt.getRejectedList())
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.getField()).isEqualTo("spans[1].start_time_unix_nano");
              assertThat(rejected.getReason())
                  .contains("2026-11-13T03:00:00Z")
                  .contains("expected: 2026-11-14T03:00:00Z to");
            });
  }

  @Test
  void projectMayKeepLongerThanTheCollectorIsSet() {
    pick(Retention.DAYS_3650);
    assertThat(ingest.send(TraceBatch.newBuilder().addSpans(aged(1, 3000))).getAccepted())
        .isEqualTo(1);
  }

  @Test
  void projectWithoutRetention_isKeptAsTheCollectorIsSet() {
    assertThat(ingest.send(TraceBatch.newBuilder().addSpans(aged(1, 399))).getAccepted())
        .isEqualTo(1);
    assertThat(ingest.send(TraceBatch.newBuilder().addSpans(aged(2, 401))).getRejectedCount())
        .isEqualTo(1);
    assertThat(ingest.journal.frames())
        .extracting(Frame::retention)
        .containsExactly(Retention.DAYS_400);
  }

  @Test
  void change_holdsForWhatComesAfterIt() {
    pick(Retention.DAYS_30);
    ingest.send(batch(1));
    pick(Retention.DAYS_90);
    ingest.send(batch(2));
    assertThat(ingest.journal.frames())
        .extracting(Frame::retention)
        .containsExactly(Retention.DAYS_30, Retention.DAYS_90);
  }

  @Test
  void retentionThatIsStillBeingRead_isWaitedFor() {
    picked = new CompletableFuture<>();
    CompletableFuture<BatchReceipt> receipt = ingest.submit(batch(1));
    assertThat(receipt).isNotDone();
    picked.complete(Optional.of(Retention.DAYS_30));
    assertThat(IngestFixture.get(receipt).getAccepted()).isEqualTo(1);
    assertThat(ingest.journal.frames().get(0).retention()).isEqualTo(Retention.DAYS_30);
  }

  @Test
  void retentionThatCannotBeRead_doesNotStopIngest() {
    picked =
        CompletableFuture.failedFuture(StorageException.internal("down", new RuntimeException()));
    assertThat(ingest.send(batch(1)).getAccepted()).isEqualTo(1);
    assertThat(ingest.journal.frames().get(0).retention()).isEqualTo(Retention.DAYS_400);
  }

  private void pick(Retention retention) {
    picked = CompletableFuture.completedFuture(Optional.of(retention));
  }

  private static Span.Builder aged(int number, int days) {
    long start = NOW_NANOS - TimeUnit.DAYS.toNanos(days);
    return span(number).setStartTimeUnixNano(start).setEndTimeUnixNano(start + 1);
  }
}
