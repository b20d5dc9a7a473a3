/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static dev.tracehub.client.delivery.DispatcherHarness.names;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.spool.Spool;
import dev.tracehub.client.spool.SpoolSettings;
import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.client.transport.Reply;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dispatcher with a real spool, in virtual time. */
class SpoolingTest {

  private static final Duration AGES = Duration.ofMinutes(5);
  private static final int FOR_EVER = 100_000;

  private static final DeliverySettings PAIRS =
      DeliverySettings.builder().maxBatchRecords(2).build();

  @TempDir private Path temp;

  @Test
  void breakerOpens_memoryIsFreedAndTheSpoolHasTheBatchesAsTheyWere() {
    DispatcherHarness harness = away(4);

    assertThat(harness.stats().breaker()).isEqualTo(BreakerState.OPEN);
    assertThat(harness.stats().spooled()).isEqualTo(4);
    assertThat(harness.stats().pending()).isZero();
    assertThat(harness.stats().pendingBytes()).isZero();
    assertThat(harness.stats().spool().batches()).isEqualTo(2);
    assertThat(harness.stats().balanced()).isTrue();
    List<TraceBatch> first = harness.transport.calls().get(0);
    harness.transport.acceptFromNowOn();
    harness.runFor(AGES);
    assertThat(harness.transport.lastCall()).isEqualTo(first);
    assertThat(harness.stats().delivered()).isEqualTo(4);
    assertThat(harness.stats().spooled()).isZero();
    assertThat(harness.stats().spool().bytes()).isZero();
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void breakerOpen_whatIsRecordedMeanwhileFollowsInOrder() {
    DispatcherHarness harness = away(2);
    for (int i = 0; i < 100; i++) {
      harness.record(TestRecord.named("later " + i));
      harness.runFor(Duration.ofMillis(300));
    }
    assertThat(harness.stats().spooled()).isEqualTo(102);
    int before = harness.transport.calls().size();
    harness.transport.acceptFromNowOn();

    harness.runFor(AGES);

    List<String> sent = new ArrayList<>();
    harness.transport.calls().stream().skip(before).forEach(call -> sent.addAll(names(call)));
    List<String> expected = new ArrayList<>(List.of("s0", "s1"));
    IntStream.range(0, 100).forEach(i -> expected.add("later " + i));
    assertThat(sent).isEqualTo(expected);
    assertThat(harness.stats().delivered()).isEqualTo(102);
  }

  @Test
  void backlog_goesFirstAlsoWhenTheCollectorIsWell() {
    endOf(away(4));
    DispatcherHarness harness = harness();
    harness.recordSpans(2);

    harness.step();

    assertThat(harness.stats().recovered()).isEqualTo(4);
    assertThat(harness.transport.lastCall()).hasSize(2);
    harness.runFor(AGES);
    assertThat(harness.transport.calls()).hasSize(2);
    assertThat(harness.stats().delivered()).isEqualTo(6);
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void nextProcess_sendsWhatIsLeftWithItsOwnIds() {
    DispatcherHarness first = away(4);
    List<TraceBatch> formed = first.transport.calls().get(0);
    FlushResult closed = endOf(first);
    assertThat(closed).isEqualTo(new FlushResult(0, 0, 0, 4, 0, true));
    assertThat(first.stats().balanced()).isTrue();

    DispatcherHarness second = harness();
    FlushTicket ticket = second.requestFlush();
    second.runFor(AGES);

    assertThat(second.transport.lastCall()).isEqualTo(formed);
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(4, 0, 0, 0, 0, true));
    assertThat(second.stats().recorded()).isZero();
    assertThat(second.stats().recovered()).isEqualTo(4);
    assertThat(second.stats().balanced()).isTrue();
  }

  @Test
  void sequencesOfTwoProcessesInOneCall_areToldApartByBatchId() {
    endOf(away(4));
    endOf(away(4));
    DispatcherHarness harness = harness();
    harness.requestFlush();

    harness.runFor(AGES);

    assertThat(harness.transport.calls()).hasSize(1);
    assertThat(DispatcherHarness.sequences(harness.transport.lastCall()))
        .containsExactly(1L, 2L, 1L, 2L);
    assertThat(harness.stats().delivered()).isEqualTo(8);
  }

  @Test
  void flush_whileTheCollectorIsAway_endsWhenAllIsOnDisk() {
    DispatcherHarness harness = harness();
    harness.transport.thenFail(Status.UNAVAILABLE, FOR_EVER);
    harness.recordSpans(3);

    FlushTicket ticket = harness.requestFlush();
    harness.runFor(Duration.ofSeconds(5));

    assertThat(ticket.await(Duration.ZERO)).isTrue();
    FlushResult result = ticket.result(0, 0);
    assertThat(result).isEqualTo(new FlushResult(0, 0, 0, 3, 0, true));
    assertThat(result.allKept()).isTrue();
    assertThat(result.allDelivered()).isFalse();
  }

  @Test
  void flush_coversWhatWasSpooledBefore() {
    DispatcherHarness harness = away(4);
    harness.recordSpans(1);

    FlushTicket ticket = harness.requestFlush();
    harness.step();

    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(0, 0, 0, 5, 0, true));
    harness.transport.acceptFromNowOn();
    FlushTicket next = harness.requestFlush();
    // Ends at once: the breaker has not found out yet that the collector is back.
    harness.step();
    assertThat(next.result(0, 0).spooled()).isEqualTo(5);
    harness.runFor(AGES);
    assertThat(harness.stats().delivered()).isEqualTo(5);
  }

  @Test
  void abandonedClose_spoolsWhatHadNoReceipt() {
    DispatcherHarness harness = harness();
    harness.transport.thenFail(Status.UNAVAILABLE);
    harness.recordSpans(3);
    FlushTicket ticket = harness.requestClose();
    harness.step();
    harness.recordSpans(2);

    harness.dispatcher.abandon();
    harness.step();

    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(0, 0, 0, 3, 0, false));
    assertThat(harness.stats().spooled()).isEqualTo(5);
    assertThat(harness.stats().droppedTotal()).isZero();
    assertThat(harness.stats().balanced()).isTrue();
    DispatcherHarness next = harness();
    next.step();
    assertThat(next.stats().recovered()).isEqualTo(5);
    assertThat(next.stats().delivered()).isEqualTo(5);
  }

  @Test
  void failuresThatDoNotOpenTheBreaker_spoolWhatWaitedFiveSeconds() {
    DispatcherHarness harness = harness();
    harness.transport.thenFail(Status.ABORTED, FOR_EVER);
    harness.recordSpans(2);

    harness.runFor(Duration.ofMillis(4_900));
    assertThat(harness.stats().pending()).isEqualTo(2);
    harness.runFor(Duration.ofMillis(200));

    assertThat(harness.stats().spooled()).isEqualTo(2);
    harness.runFor(Duration.ofHours(1));
    assertThat(harness.stats().droppedTotal()).isZero();
    harness.transport.acceptFromNowOn();
    harness.runFor(AGES);
    assertThat(harness.stats().delivered()).isEqualTo(2);
  }

  @Test
  void batchThatIsTooLargeForTheSpool_waitsInMemoryAndLetsOthersPass() {
    DispatcherHarness harness = harness();
    harness.transport.thenFail(Status.UNAVAILABLE, FOR_EVER);
    harness.record(TestRecord.ofSize(2 << 20));
    harness.recordSpans(2);

    harness.runFor(Duration.ofMinutes(9));
    assertThat(harness.stats().pending()).isEqualTo(1);
    assertThat(harness.stats().spooled()).isEqualTo(2);
    harness.runFor(Duration.ofMinutes(2));

    assertThat(harness.stats().dropped(DropReason.RETRY_EXHAUSTED)).isEqualTo(1);
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void refusedKey_spoolsAndSendsWhenItIsAccepted() {
    DispatcherHarness harness = harness();
    harness.transport.thenFail(Status.UNAUTHENTICATED, 3);
    harness.recordSpans(2);

    harness.step();

    assertThat(harness.stats().spooled()).isEqualTo(2);
    harness.runFor(AGES);
    assertThat(harness.stats().delivered()).isEqualTo(2);
  }

  @Test
  void memoryHalfFull_goesToDiskInsteadOfBeingRefused() {
    DispatcherHarness harness =
        harness(DeliverySettings.builder().maxBatchRecords(2).maxPendingRecords(10).build());
    harness.transport.thenFail(Status.RESOURCE_EXHAUSTED, Duration.ofMinutes(4));
    for (int i = 0; i < 20; i++) {
      harness.recordSpans(4);
      harness.step();
    }

    assertThat(harness.stats().dropped(DropReason.QUEUE_FULL)).isZero();
    assertThat(harness.stats().spooled() + harness.stats().pending()).isEqualTo(80);
    harness.runFor(AGES);
    assertThat(harness.stats().delivered()).isEqualTo(80);
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void receiptsForSome_onlyTheOthersComeAgainAfterTheProcessDied() {
    endOf(away(6));
    DispatcherHarness second = harness();
    second
        .transport
        .then(call -> new Reply.Receipts(List.of(FakeTransport.accepted(call.get(1)))))
        .thenFail(Status.UNAVAILABLE, FOR_EVER);
    FlushTicket ticket = second.requestFlush();
    second.step();
    assertThat(second.stats().delivered()).isEqualTo(2);
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(2, 0, 0, 4, 0, false));
    endOf(second);
    assertThat(second.stats().balanced()).isTrue();

    DispatcherHarness third = harness();
    third.step();

    assertThat(names(third.transport.lastCall())).containsExactly("s0", "s1", "s4", "s5");
  }

  @Test
  void tooLarge_halvesABatchOfAnEarlierProcessAndKeepsWhatItSaidOfItself() {
    endOf(away(2));
    DispatcherHarness harness =
        new DispatcherHarness(PAIRS, new SenderIdentity("d", "other", "prod", "2"), spool());
    harness.transport.thenFail(Status.RESOURCE_EXHAUSTED);
    harness.requestFlush();

    harness.runFor(AGES);

    List<TraceBatch> halves =
        harness.transport.calls().stream().skip(1).flatMap(List::stream).toList();
    assertThat(halves).extracting(TraceBatch::getClientId).containsExactly("c", "d");
    assertThat(halves).extracting(TraceBatch::getService).containsOnly("desk");
    assertThat(halves).extracting(TraceBatch::getRelease).containsOnly("1");
    assertThat(harness.stats().delivered()).isEqualTo(2);
    assertThat(harness.stats().spool().batches()).isZero();
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void batchThatMakesTheCollectorFail_doesNotBlockTheSpool() {
    endOf(away(2));
    DispatcherHarness harness = harness();
    for (int i = 0; i < 50; i++) {
      harness.transport.then(
          call ->
              names(call).contains("s0")
                  ? new Reply.Failed(Status.INTERNAL, null)
                  : FakeTransport.acceptAll(call));
    }
    for (int i = 0; i < BatchSender.MAX_FAULTS + 2; i++) {
      harness.record(TestRecord.named("good"));
      harness.runFor(Duration.ofMinutes(2));
    }

    assertThat(harness.stats().rejected()).isEqualTo(2);
    assertThat(harness.stats().delivered()).isEqualTo(BatchSender.MAX_FAULTS + 2);
    assertThat(harness.stats().spooled()).isZero();
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void spoolFull_dropsTheOldestCountsThemAndTellsTheCollectorWithWhatTheyHadToTell() {
    DispatcherHarness harness = harness();
    harness.transport.thenFail(Status.UNAVAILABLE, FOR_EVER);
    // A loss that travels in the first batch, which is going to be dropped.
    harness.record(TestRecord.broken());
    FlushTicket before = null;
    for (int i = 0; i < 100; i++) {
      harness.record(TestRecord.named(i + "x".repeat(30_000)));
      if (i == 10) {
        before = harness.requestFlush();
      }
      harness.runFor(Duration.ofMillis(300));
    }

    long dropped = harness.stats().dropped(DropReason.SPOOL_FULL);
    assertThat(dropped).isBetween(60L, 90L);
    assertThat(harness.stats().spooled()).isEqualTo(100 - dropped);
    assertThat(harness.stats().spool().bytes()).isLessThanOrEqualTo(SpoolSettings.LEAST_BYTES);
    assertThat(harness.stats().balanced()).isTrue();
    assertThat(before.await(Duration.ZERO)).isTrue();
    int failed = harness.transport.calls().size();
    harness.transport.acceptFromNowOn();
    harness.requestFlush();
    harness.runFor(AGES);
    assertThat(harness.stats().delivered()).isEqualTo(100 - dropped);
    assertThat(harness.stats().balanced()).isTrue();
    Map<String, Long> told = lossesIn(harness, failed);
    assertThat(told).containsOnly(Map.entry("encode_error", 1L), Map.entry("spool_full", dropped));
  }

  @Test
  void folderTakenAway_lossIsCountedAndTheHostGoesOn() throws IOException {
    DispatcherHarness harness = away(4);
    removeAll();
    harness.recordSpans(2);
    harness.runFor(Duration.ofSeconds(1));

    assertThat(harness.stats().dropped(DropReason.SPOOL_LOST)).isEqualTo(4);
    assertThat(harness.stats().spooled()).isEqualTo(2);
    harness.transport.acceptFromNowOn();
    harness.runFor(AGES);
    assertThat(harness.stats().delivered()).isEqualTo(2);
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void folderThatCannotBeMade_memoryIsUsedAsWithoutASpool() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    DispatcherHarness harness =
        new DispatcherHarness(PAIRS, Spool.in(new SpoolSettings(file.resolve("s"), 1 << 20)));
    harness.transport.thenFail(Status.UNAVAILABLE, FOR_EVER);
    harness.recordSpans(4);
    harness.runFor(Duration.ofMinutes(9));
    assertThat(harness.stats().pending()).isEqualTo(4);
    assertThat(harness.stats().spool().faults()).isPositive();

    harness.runFor(Duration.ofMinutes(2));

    assertThat(harness.stats().dropped(DropReason.RETRY_EXHAUSTED)).isEqualTo(4);
    assertThat(harness.stats().balanced()).isTrue();
  }

  /** A client of a collector that is away, after its breaker has opened. */
  private DispatcherHarness away(int spans) {
    DispatcherHarness harness = harness();
    harness.transport.thenFail(Status.UNAVAILABLE, FOR_EVER);
    harness.recordSpans(spans);
    harness.runFor(Duration.ofSeconds(5));
    return harness;
  }

  private static FlushResult endOf(DispatcherHarness harness) {
    FlushTicket ticket = harness.requestClose();
    harness.runFor(Duration.ofSeconds(10));
    assertThat(harness.dispatcher.isFinished()).isTrue();
    return ticket.result(0, 0);
  }

  private DispatcherHarness harness() {
    return harness(PAIRS);
  }

  private DispatcherHarness harness(DeliverySettings settings) {
    return new DispatcherHarness(settings, spool());
  }

  private Spool.Factory spool() {
    return Spool.in(new SpoolSettings(temp.resolve("spool"), SpoolSettings.LEAST_BYTES));
  }

  private static Map<String, Long> lossesIn(DispatcherHarness harness, int skippedCalls) {
    return harness.transport.calls().stream()
        .skip(skippedCalls)
        .flatMap(List::stream)
        .flatMap(batch -> batch.getLossesList().stream())
        .collect(Collectors.groupingBy(ClientLoss::getReason, summingLong(ClientLoss::getSpans)));
  }

  private void removeAll() throws IOException {
    try (Stream<Path> files = Files.walk(temp.resolve("spool"))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
