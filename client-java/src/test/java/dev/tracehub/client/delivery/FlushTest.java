/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.FlushResult;
import dev.tracehub.client.transport.Reply;
import dev.tracehub.v1.RejectedRecord;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushTest {

  private static final Duration AGES = Duration.ofMinutes(5);

  private final DispatcherHarness harness = new DispatcherHarness();

  @Test
  void flush_sendsWithoutWaitingForTheAge() {
    harness.recordSpans(3);

    FlushTicket ticket = harness.requestFlush();
    harness.step();

    assertThat(ticket.await(Duration.ZERO)).isTrue();
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(3, 0, 0, 0, 0, true));
    assertThat(ticket.result(0, 0).allDelivered()).isTrue();
  }

  @Test
  void flush_whileTheCollectorIsAway_saysWhatIsPending() {
    harness.transport.thenFail(Status.UNAVAILABLE);
    harness.recordSpans(3);

    FlushTicket ticket = harness.requestFlush();
    harness.step();

    assertThat(ticket.await(Duration.ZERO)).isFalse();
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(0, 0, 0, 0, 3, false));
    harness.runFor(AGES);
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(3, 0, 0, 0, 0, true));
  }

  @Test
  void flush_coversWhatWasRecordedBeforeAndNothingLater() {
    harness.transport.thenFail(Status.UNAVAILABLE);
    harness.recordSpans(2);
    FlushTicket first = harness.requestFlush();
    harness.step();
    harness.recordSpans(5);
    FlushTicket second = harness.requestFlush();

    harness.runFor(AGES);

    assertThat(first.result(0, 0)).isEqualTo(new FlushResult(2, 0, 0, 0, 0, true));
    assertThat(second.result(0, 0)).isEqualTo(new FlushResult(7, 0, 0, 0, 0, true));
  }

  @Test
  void flush_isNotEndedByALaterRecordThatIsDropped() {
    harness.transport.thenFail(Status.UNAVAILABLE);
    harness.recordSpans(1);
    FlushTicket ticket = harness.requestFlush();
    harness.step();
    harness.record(TestRecord.broken());
    harness.step();

    assertThat(ticket.await(Duration.ZERO)).as("its own record is not sent yet").isFalse();
    harness.runFor(AGES);
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(1, 0, 0, 0, 0, true));
  }

  @Test
  void flush_countsRejectedAndDroppedRecords() {
    harness.transport.then(
        call ->
            new Reply.Receipts(
                List.of(
                    FakeTransport.receipt(call.get(0))
                        .setAccepted(1)
                        .addRejected(RejectedRecord.newBuilder().setReason("no"))
                        .build())));
    harness.record(TestRecord.broken());
    harness.recordSpans(2);

    FlushTicket ticket = harness.requestFlush();
    harness.step();

    FlushResult result = ticket.result(0, 0);
    assertThat(result).isEqualTo(new FlushResult(1, 1, 1, 0, 0, true));
    assertThat(result.allDelivered()).isFalse();
  }

  @Test
  void flush_followsTheHalvesOfABatch() {
    harness.transport.thenFail(Status.RESOURCE_EXHAUSTED, 2);
    harness.recordSpans(9);

    FlushTicket ticket = harness.requestFlush();
    harness.runFor(AGES);

    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(9, 0, 0, 0, 0, true));
  }

  @Test
  void flush_notSeenYet_isPendingAsAWhole() {
    harness.recordSpans(4);

    FlushTicket ticket = harness.requestFlush();

    assertThat(ticket.result(harness.budget.records(), 0))
        .isEqualTo(new FlushResult(0, 0, 0, 0, 4, false));
  }

  @Test
  void close_sendsTellsLossesAndEnds() {
    DispatcherHarness small =
        new DispatcherHarness(DeliverySettings.builder().maxPendingRecords(2).build());
    small.recordSpans(3);

    FlushTicket ticket = small.requestClose();
    small.step();

    assertThat(small.dispatcher.isFinished()).isTrue();
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(2, 0, 0, 0, 0, true));
    assertThat(small.transport.lastCall().get(0).getLosses(0).getReason()).isEqualTo("queue_full");
    small.recordSpans(1);
    assertThat(small.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(small.stats().balanced()).isTrue();
  }

  @Test
  void close_lossesWithoutRecords_areToldInABatchOfTheirOwn() {
    harness.record(TestRecord.broken());

    harness.requestClose();
    harness.step();

    assertThat(harness.transport.lastCall().get(0).getSpansCount()).isZero();
    assertThat(harness.transport.lastCall().get(0).getLosses(0).getSpans()).isEqualTo(1);
    assertThat(harness.dispatcher.isFinished()).isTrue();
  }

  @Test
  void abandonedClose_dropsTheRestAndIsNotComplete() {
    harness.transport.thenFail(Status.UNAVAILABLE, 100);
    harness.recordSpans(3);
    FlushTicket ticket = harness.requestClose();
    harness.runFor(Duration.ofSeconds(10));
    harness.recordSpans(2);

    harness.dispatcher.abandon();
    harness.step();

    assertThat(harness.dispatcher.isFinished()).isTrue();
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(0, 0, 3, 0, 0, false));
    assertThat(harness.stats().dropped(DropReason.CLOSED)).isEqualTo(5);
    assertThat(harness.stats().pending()).isZero();
    assertThat(harness.stats().pendingBytes()).isZero();
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void flush_afterTheEnd_isCompleteAndEmpty() {
    harness.requestClose();
    harness.step();

    FlushTicket ticket = harness.requestFlush();

    assertThat(ticket.await(Duration.ZERO)).isTrue();
    assertThat(ticket.result(0, 0)).isEqualTo(new FlushResult(0, 0, 0, 0, 0, true));
  }
}
