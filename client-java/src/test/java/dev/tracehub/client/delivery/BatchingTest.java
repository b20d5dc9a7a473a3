/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.status.DropReason;
import dev.tracehub.v1.ClientLoss;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.JobUpdate;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TraceBatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchingTest {

  private static final DeliverySettings SMALL =
      DeliverySettings.builder()
          .maxBatchRecords(3)
          .maxBatchBytes(2_000)
          .maxRecordBytes(5_000)
          .maxBatchAge(Duration.ofMillis(200))
          .build();

  private final DispatcherHarness harness = new DispatcherHarness(SMALL);

  @Test
  void step_fullByNumber_sendsAtOnceInOrder() {
    harness.recordSpans(7);

    harness.step();

    assertThat(harness.transport.calls()).hasSize(1);
    assertThat(harness.transport.lastCall()).hasSize(2);
    assertThat(DispatcherHarness.names(harness.transport.lastCall()))
        .containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
  }

  @Test
  void step_fullByBytes_sendsAtOnce() {
    harness.record(TestRecord.ofSize(1_500));
    harness.record(TestRecord.ofSize(1_500));

    harness.step();

    assertThat(harness.transport.lastCall()).hasSize(1);
    assertThat(harness.transport.lastCall().get(0).getSpansCount()).isEqualTo(1);
    assertThat(harness.stats().pending()).isEqualTo(1);
  }

  @Test
  void step_notFull_waitsForTheAge() {
    harness.recordSpans(1);

    long wait = harness.step();

    assertThat(harness.transport.calls()).isEmpty();
    assertThat(Duration.ofNanos(wait)).isEqualTo(Duration.ofMillis(200));
    harness.clock.advanceNanos(wait);
    harness.step();
    assertThat(harness.transport.calls()).hasSize(1);
    assertThat(harness.stats().delivered()).isEqualTo(1);
  }

  @Test
  void step_nothingToDo_waitsForEver() {
    assertThat(harness.step()).isEqualTo(Long.MAX_VALUE);
    assertThat(harness.dispatcher.wakeDepth()).isEqualTo(1);
  }

  @Test
  void batch_carriesIdentityOnceAndNumbersWithoutGaps() {
    harness.recordSpans(6);

    harness.step();

    TraceBatch first = harness.transport.lastCall().get(0);
    TraceBatch second = harness.transport.lastCall().get(1);
    assertThat(first.getClientId()).isEqualTo("c");
    assertThat(first.getService()).isEqualTo("desk");
    assertThat(first.getEnvironment()).isEqualTo("test");
    assertThat(first.getRelease()).isEqualTo("1");
    assertThat(first.getSequence()).isEqualTo(1);
    assertThat(second.getSequence()).isEqualTo(2);
    assertThat(first.getBatchId()).isEqualTo("c-ffffffff-1").isNotEqualTo(second.getBatchId());
  }

  /** What a call carries is in memory until its answer; there is to be room for what comes. */
  @Test
  void call_takesAtMostHalfOfWhatMayBePending() {
    DispatcherHarness small =
        new DispatcherHarness(
            DeliverySettings.builder().maxBatchRecords(2).maxPendingRecords(8).build());
    small.recordSpans(8);

    small.step();

    assertThat(small.transport.lastCall()).hasSize(2);
    small.step();
    assertThat(small.stats().delivered()).isEqualTo(8);
  }

  @Test
  void batch_everyKindOfRecord_goesToItsList() {
    harness.record(TestRecord.named("span"));
    harness.record(
        TestRecord.of(
            RecordKind.RECORD_KIND_EVALUATION, Evaluation.newBuilder().setName("e").build()));
    harness.record(
        TestRecord.of(
            RecordKind.RECORD_KIND_METRIC, MetricPoint.newBuilder().setName("m").build()));
    harness.record(
        TestRecord.of(RecordKind.RECORD_KIND_JOB, JobUpdate.newBuilder().setJobId("j").build()));
    harness.record(
        TestRecord.of(RecordKind.RECORD_KIND_EVENT, SpanEvent.newBuilder().setName("v").build()));

    harness.requestFlush();
    harness.step();

    TraceBatch first = harness.transport.lastCall().get(0);
    TraceBatch second = harness.transport.lastCall().get(1);
    assertThat(first.getSpans(0).getName()).isEqualTo("span");
    assertThat(first.getEvaluations(0).getName()).isEqualTo("e");
    assertThat(first.getMetrics(0).getName()).isEqualTo("m");
    assertThat(second.getJobs(0).getJobId()).isEqualTo("j");
    assertThat(second.getEvents(0).getName()).isEqualTo("v");
    assertThat(harness.stats().delivered()).isEqualTo(5);
  }

  @Test
  void record_encodesLargerThanAllowed_isDroppedAsTooLarge() {
    harness.record(TestRecord.underestimated(6_000, 10));
    harness.recordSpans(1);

    harness.requestFlush();
    harness.step();

    assertThat(harness.stats().dropped(DropReason.TOO_LARGE)).isEqualTo(1);
    assertThat(harness.stats().delivered()).isEqualTo(1);
    assertThat(harness.stats().pendingBytes()).isZero();
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void record_cannotBeEncoded_isDroppedAloneAndTheCollectorIsTold() {
    harness.record(TestRecord.broken());
    harness.recordSpans(1);

    harness.requestFlush();
    harness.step();

    assertThat(harness.stats().dropped(DropReason.ENCODE_ERROR)).isEqualTo(1);
    assertThat(harness.stats().delivered()).isEqualTo(1);
    assertThat(harness.transport.lastCall().get(0).getLossesList())
        .containsExactly(ClientLoss.newBuilder().setReason("encode_error").setSpans(1).build());
    assertThat(harness.stats().balanced()).isTrue();
  }

  @Test
  void budget_isSettledExactlyAtEncoding() {
    harness.record(TestRecord.underestimated(1_000, 10));
    assertThat(harness.budget.bytes()).isEqualTo(10);

    harness.step();

    assertThat(harness.budget.bytes()).isEqualTo(1_003);
    assertThat(harness.budget.records()).isEqualTo(1);
  }

  @Test
  void losses_travelOnceAndAreToldAgainWhenTheirBatchIsLost() {
    DispatcherHarness full =
        new DispatcherHarness(
            DeliverySettings.builder()
                .maxPendingRecords(2)
                .maxRetryAge(Duration.ofSeconds(1))
                .build());
    full.recordSpans(5);
    full.transport.thenFail(io.grpc.Status.UNAVAILABLE, 100);
    full.runFor(Duration.ofSeconds(3));
    assertThat(full.stats().dropped(DropReason.RETRY_EXHAUSTED)).isEqualTo(2);

    DispatcherHarness healed = full;
    healed.transport.acceptFromNowOn();
    healed.runFor(Duration.ofMinutes(1));
    healed.recordSpans(1);
    healed.requestFlush();
    healed.runFor(Duration.ofMinutes(1));

    assertThat(healed.transport.lastCall().get(0).getLossesList())
        .containsExactlyInAnyOrder(
            ClientLoss.newBuilder().setReason("queue_full").setSpans(3).build(),
            ClientLoss.newBuilder().setReason("retry_exhausted").setSpans(2).build());
    assertThat(healed.stats().balanced()).isTrue();
  }
}
