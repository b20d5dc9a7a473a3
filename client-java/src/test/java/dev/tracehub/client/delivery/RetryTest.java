/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static dev.tracehub.client.delivery.DispatcherHarness.names;
import static dev.tracehub.client.delivery.DispatcherHarness.sequences;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.Rejection;
import dev.tracehub.client.transport.Reply;
import dev.tracehub.v1.RejectedRecord;
import dev.tracehub.v1.RejectionCode;
import dev.tracehub.v1.TraceBatch;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final Duration AGES = Duration.ofMinutes(5);

  private final DispatcherHarness harness =
      new DispatcherHarness(DeliverySettings.builder().maxBatchRecords(2).build());

  @Test
  void brokenCall_repeatsTheSameBatchesWithTheSameIds() {
    harness.transport.thenFail(Status.UNAVAILABLE);
    harness.recordSpans(4);

    harness.runFor(AGES);

    assertThat(harness.transport.calls()).hasSize(2);
    assertThat(harness.transport.calls().get(1)).isEqualTo(harness.transport.calls().get(0));
    assertThat(harness.stats().delivered()).isEqualTo(4);
  }

  @Test
  void waits_growUpToThirtySecondsAndStartAnewAfterProgress() {
    harness.transport.thenFail(Status.ABORTED, 12);
    harness.recordSpans(2);
    List<Duration> waits = new ArrayList<>();
    while (harness.stats().delivered() < 2) {
      long wait = harness.step();
      if (harness.stats().delivered() < 2) {
        waits.add(Duration.ofNanos(wait));
        harness.clock.advanceNanos(wait);
      }
    }
    assertThat(waits).hasSize(12);
    assertThat(waits.subList(0, 4))
        .containsExactly(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(800));
    assertThat(waits.subList(9, 12)).containsOnly(Duration.ofSeconds(30));

    harness.transport.thenFail(Status.ABORTED);
    harness.recordSpans(2);
    assertThat(Duration.ofNanos(harness.step())).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void retryInfo_isObeyedAndDoesNotTripTheBreaker() {
    for (int i = 0; i < 10; i++) {
      harness.transport.thenFail(Status.RESOURCE_EXHAUSTED, Duration.ofSeconds(7));
    }
    harness.recordSpans(2);

    long wait = harness.step();

    assertThat(Duration.ofNanos(wait)).isEqualTo(Duration.ofSeconds(7));
    harness.runFor(AGES);
    assertThat(harness.stats().delivered()).isEqualTo(2);
    assertThat(harness.listener.breaker).isEmpty();
    assertThat(names(harness.transport.lastCall())).containsExactly("s0", "s1");
  }

  @Test
  void receiptWithRetryAfter_onlyThatBatchIsRepeated() {
    harness.transport.then(
        call ->
            new Reply.Receipts(
                List.of(
                    FakeTransport.accepted(call.get(0)),
                    FakeTransport.receipt(call.get(1))
                        .setRetryAfter(com.google.protobuf.Duration.newBuilder().setSeconds(3))
                        .build())));
    harness.recordSpans(4);

    long wait = harness.step();

    assertThat(Duration.ofNanos(wait)).isEqualTo(Duration.ofSeconds(3));
    assertThat(harness.stats().delivered()).isEqualTo(2);
    harness.runFor(AGES);
    assertThat(sequences(harness.transport.lastCall())).containsExactly(2L);
    assertThat(harness.stats().delivered()).isEqualTo(4);
  }

  @Test
  void lostReceipts_areAskedForAgainAndCountAsDuplicates() {
    harness
        .transport
        .then(call -> new Reply.Receipts(List.of(FakeTransport.accepted(call.get(0)))))
        .then(
            call ->
                new Reply.Receipts(
                    List.of(
                        FakeTransport.receipt(call.get(0))
                            .setDuplicate(true)
                            .setDuplicates(2)
                            .build())));
    harness.recordSpans(4);

    harness.runFor(AGES);

    assertThat(sequences(harness.transport.lastCall())).containsExactly(2L);
    assertThat(harness.stats().delivered()).isEqualTo(4);
    assertThat(harness.stats().duplicates()).isEqualTo(2);
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void receiptThatDoesNotAddUp_isNotBelieved() {
    harness
        .transport
        .then(
            call ->
                new Reply.Receipts(
                    List.of(FakeTransport.receipt(call.get(0)).setAccepted(1).build())))
        .then(
            call ->
                new Reply.Receipts(
                    List.of(
                        FakeTransport.receipt(call.get(0))
                            .setBatchId("another")
                            .setAccepted(2)
                            .build())));
    harness.recordSpans(2);

    harness.runFor(AGES);

    assertThat(harness.transport.calls()).hasSize(3);
    assertThat(harness.stats().delivered()).isEqualTo(2);
  }

  @Test
  void rejectedRecords_areReportedWithTheirReasonAndNeverSentAgain() {
    RejectedRecord rejected =
        RejectedRecord.newBuilder()
            .setId("t/s")
            .setCode(RejectionCode.REJECTION_CODE_CONFLICT)
            .setField("spans[1]")
            .setReason("other content")
            .build();
    harness.transport.then(
        call ->
            new Reply.Receipts(
                List.of(
                    FakeTransport.receipt(call.get(0))
                        .setAccepted(1)
                        .addRejected(rejected)
                        .build())));
    harness.recordSpans(2);

    harness.runFor(AGES);

    assertThat(harness.transport.calls()).hasSize(1);
    assertThat(harness.stats().delivered()).isEqualTo(1);
    assertThat(harness.stats().rejected()).isEqualTo(1);
    assertThat(harness.listener.rejected)
        .containsExactly(new Rejection(1, "t/s", "CONFLICT", "spans[1]", "other content"));
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void collectorAwayTooLong_dropsOldBatchesAndOnlyThose() {
    harness.transport.thenFail(Status.UNAVAILABLE, 1_000);
    harness.recordSpans(2);
    harness.runFor(Duration.ofMinutes(9));
    harness.recordSpans(2);
    harness.runFor(Duration.ofMinutes(2));

    assertThat(harness.stats().dropped(DropReason.RETRY_EXHAUSTED)).isEqualTo(2);
    assertThat(harness.stats().pending()).isEqualTo(2);
    assertThat(harness.listener.dropped).containsExactly("retry_exhausted 2");
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void tooLarge_findsTheBatchAndHalvesItUntilItFits() {
    DispatcherHarness eight =
        new DispatcherHarness(DeliverySettings.builder().maxBatchRecords(8).build());
    for (int i = 0; i < 100; i++) {
      eight.transport.then(
          call ->
              call.stream().anyMatch(batch -> batch.getSpansCount() > 2)
                  ? new Reply.Failed(Status.RESOURCE_EXHAUSTED, null)
                  : FakeTransport.acceptAll(call));
    }
    eight.recordSpans(17);
    eight.requestFlush();

    eight.runFor(AGES);

    assertThat(eight.stats().delivered()).isEqualTo(17);
    assertThat(eight.stats().balanced()).isTrue();
    assertThat(deliveredNames(eight, 2)).hasSize(17).doesNotHaveDuplicates();
    assertThat(deliveredSequences(eight, 2)).doesNotHaveDuplicates().contains(1L, 2L, 3L);
  }

  @Test
  void tooLarge_oneRecordAlone_isDropped() {
    harness.transport.thenFail(Status.RESOURCE_EXHAUSTED, 2);
    harness.recordSpans(2);

    harness.runFor(AGES);

    assertThat(harness.stats().dropped(DropReason.TOO_LARGE)).isEqualTo(1);
    assertThat(harness.stats().delivered()).isEqualTo(1);
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void refusedCall_findsTheBatchAtFaultAndKeepsTheOthers() {
    for (int i = 0; i < 10; i++) {
      harness.transport.then(
          call ->
              names(call).contains("s2")
                  ? new Reply.Failed(Status.INVALID_ARGUMENT.withDescription("no batch"), null)
                  : FakeTransport.acceptAll(call));
    }
    harness.recordSpans(6);

    harness.runFor(AGES);

    assertThat(harness.stats().delivered()).isEqualTo(4);
    assertThat(harness.stats().rejected()).isEqualTo(2);
    assertThat(harness.listener.rejected)
        .containsExactly(new Rejection(2, "", "INVALID_ARGUMENT", "", "no batch"));
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void batchThatMakesTheCollectorFail_isRejectedAfterOthersWentThrough() {
    failOn("s0", 50);
    harness.recordSpans(2);
    for (int i = 0; i < BatchSender.MAX_FAULTS + 1; i++) {
      harness.record(TestRecord.named("good"));
      harness.runFor(Duration.ofMinutes(1));
    }

    assertThat(harness.stats().rejected()).isEqualTo(2);
    assertThat(harness.stats().delivered()).isEqualTo(BatchSender.MAX_FAULTS + 1);
    assertThat(harness.listener.rejected).extracting(Rejection::code).containsExactly("INTERNAL");
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void collectorThatFailsForEveryone_costsNothingUntilTheAge() {
    harness.transport.thenFail(Status.INTERNAL, 12);
    harness.recordSpans(6);

    harness.runFor(AGES);

    assertThat(harness.stats().delivered()).isEqualTo(6);
  }

  @Test
  void refusedKey_pausesWithOneMessageAndGoesOnWhenTheKeyIsAccepted() {
    harness.transport.thenFail(Status.UNAUTHENTICATED, 3);
    harness.recordSpans(2);

    long wait = harness.step();

    assertThat(Duration.ofNanos(wait)).isEqualTo(Pace.AUTH_PAUSE);
    assertThat(harness.stats().paused()).isTrue();
    harness.runFor(AGES);
    assertThat(harness.stats().paused()).isFalse();
    assertThat(harness.stats().delivered()).isEqualTo(2);
    assertThat(harness.listener.paused).hasSize(1);
    assertThat(harness.listener.breaker).isEmpty();
  }

  @Test
  void breaker_afterManyGoodCalls_opensWithinTenSecondsAndClosesWhenTheCollectorIsBack() {
    for (int i = 0; i < 100; i++) {
      harness.recordSpans(2);
      harness.runFor(Duration.ofMillis(100));
    }
    int before = harness.transport.calls().size();
    harness.transport.thenFail(Status.UNAVAILABLE, 20);
    harness.recordSpans(2);
    harness.runFor(Duration.ofSeconds(10));
    assertThat(harness.listener.breaker).contains(BreakerState.OPEN);

    harness.runFor(AGES);

    assertThat(harness.stats().pending()).isZero();
    assertThat(harness.stats().breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(harness.listener.breaker)
        .startsWith(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.OPEN)
        .endsWith(BreakerState.HALF_OPEN, BreakerState.CLOSED);
    assertThat(harness.transport.calls()).hasSize(before + 21);
  }

  @Test
  void transportThatThrows_isAFailedCall() {
    harness.transport.then(
        call -> {
          throw new IllegalStateException("no channel");
        });
    harness.recordSpans(2);

    harness.runFor(AGES);

    assertThat(harness.stats().delivered()).isEqualTo(2);
  }

  private void failOn(String name, int calls) {
    for (int i = 0; i < calls; i++) {
      harness.transport.then(
          call ->
              names(call).contains(name)
                  ? new Reply.Failed(Status.INTERNAL, null)
                  : FakeTransport.acceptAll(call));
    }
  }

  private static List<String> deliveredNames(DispatcherHarness harness, int most) {
    return names(delivered(harness, most));
  }

  private static List<Long> deliveredSequences(DispatcherHarness harness, int most) {
    return sequences(delivered(harness, most));
  }

  private static List<TraceBatch> delivered(DispatcherHarness harness, int most) {
    return harness.transport.calls().stream()
        .filter(call -> call.stream().allMatch(batch -> batch.getSpansCount() <= most))
        .flatMap(List::stream)
        .toList();
  }
}
