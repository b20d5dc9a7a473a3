/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.storage.SpanId;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TraceId;
import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.EvaluationSource;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.SpanEventType;
import dev.tracehub.v1.StatusCode;
import dev.tracehub.v1.TailSampling;
import dev.tracehub.v1.TailSamplingChange;
import dev.tracehub.v1.UsageRole;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored of which trace, by the time of the journal. */
class TailSamplerTest {

  private static final String PROJECT = "shop";
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_800_000_000L * SECOND;
  private static final long FRAME_BYTES = 1_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_900_000_000L), ZoneOffset.UTC);

  private final SamplingStats stats = new SamplingStats();
  private TailSampler sampler = sampler(TailSampling.newBuilder().setOneIn(20), 1 << 20);
  private long position;

  @Test
  void pass_withoutSampling_isAllAtOnce() {
    sampler = sampler(TailSampling.newBuilder().setOneIn(1), 1 << 20);

    assertThat(pass(0, finished(7, 1))).containsExactly(finished(7, 1));
  }

  @Test
  void pass_beforeTheChange_isAllAtOnce() {
    assertThat(pass(-60, finished(7, 1))).containsExactly(finished(7, 1));
  }

  @Test
  void trace_leftOut_isHeldThenGone() {
    long trace = traces(false).get(0);

    assertThat(pass(0, started(trace, 1))).isEmpty();
    assertThat(pass(1, finished(trace, 1), event(trace))).isEmpty();
    assertThat(stats.held()).isEqualTo(1);
    assertThat(tick(29)).isEmpty();
    assertThat(tick(30)).isEmpty();
    assertThat(stats.held()).isZero();
    assertThat(stats.sampledOut(PROJECT)).isEqualTo(1);
    assertThat(pass(31, finished(trace, 2))).as("late").isEmpty();
    assertThat(stats.sampledOut()).isEqualTo(2);
  }

  @Test
  void trace_chosen_isWeightedAndInOrder() {
    long trace = traces(true).get(0);
    StoredRecord role = role(trace, 1);
    StoredRecord event = event(trace);

    pass(0, started(trace, 1), finished(trace, 1));
    pass(1, role, finished(trace, 2), event);

    assertThat(tick(30))
        .containsExactly(
            weightedStart(trace, 1, 2), weighted(trace, 1, 2), role, weighted(trace, 2, 2), event);
    assertThat(pass(31, finished(trace, 3))).as("late").containsExactly(weighted(trace, 3, 2));
    assertThat(stats.sampledOut()).isZero();
  }

  @Test
  void trace_withAnError_isStoredUnweighted() {
    for (long trace : List.of(traces(false).get(0), traces(true).get(4))) {
      assertThat(pass(trace, finished(trace, 1))).isEmpty();
      assertThat(pass(trace + 1, error(trace, 2))).isEmpty();
      assertThat(tick(trace + 30)).containsExactly(finished(trace, 1), error(trace, 2));
    }
  }

  @Test
  void error_afterItsTraceIsGone_isStored() {
    long trace = traces(false).get(0);
    pass(0, finished(trace, 1));
    tick(30);

    assertThat(pass(31, error(trace, 2))).containsExactly(error(trace, 2));
  }

  @Test
  void trace_costly_isStored_byItsCountedSpans() {
    sampler = sampler(TailSampling.newBuilder().setOneIn(20).setCostlyUsd("0.3"), 1 << 20);
    List<Long> out = traces(false);
    StoredRecord first = priced(out.get(0), 1, "0.10");
    StoredRecord second = priced(out.get(0), 2, "0.20");
    pass(0, first, second);
    pass(0, priced(out.get(1), 1, "0.10"), priced(out.get(1), 2, "0.20"), role(out.get(1), 2));

    assertThat(tick(30)).containsExactly(first, second, role(out.get(1), 2));
  }

  @Test
  void correctionsOfStoredSpans_areStored() {
    long trace = traces(false).get(0);
    StoredRecord cost =
        new StoredRecord.CostChange(
            PROJECT, new TraceId(3, trace), new SpanId(2), Cost.getDefaultInstance());
    pass(0, finished(trace, 1));

    assertThat(pass(1, cost)).containsExactly(cost);
    assertThat(pass(1, role(trace + 2_000, 1))).containsExactly(role(trace + 2_000, 1));
    tick(40);
    assertThat(pass(41, cost, role(trace, 2))).containsExactly(cost, role(trace, 2));
  }

  @Test
  void traceUnderWay_whenSamplingBegins_isStoredWhole() {
    sampler = sampler(List.of(change(5, TailSampling.newBuilder().setOneIn(20))), 1 << 20);
    long trace = traces(false).get(0);
    Span later = span(trace, 2).setStartTimeUnixNano(START + 6 * SECOND).build();

    assertThat(pass(6, finished(trace, 1))).containsExactly(finished(trace, 1));
    assertThat(pass(7, new StoredRecord.Finished(PROJECT, later))).hasSize(1);
  }

  @Test
  void clockSetBack_decidesInTime() {
    long trace = traces(true).get(0);
    pass(3_600);
    pass(0, finished(trace, 1));

    assertThat(tick(29)).isEmpty();
    assertThat(tick(30)).containsExactly(weighted(trace, 1, 1));
  }

  @Test
  void framesOutOfOrder_doNotMakeItWaitLonger() {
    long trace = traces(true).get(0);
    pass(10, finished(trace, 1));
    pass(5);

    assertThat(tick(40)).containsExactly(weighted(trace, 1, 1));
  }

  @Test
  void manyDueAtOnce_areStoredInParts() {
    int each = 3_000;
    List<StoredRecord> whole = new ArrayList<>();
    for (long trace = 1; trace <= 9; trace++) {
      for (int span = 1; span <= each; span++) {
        whole.add(span == 1 ? error(trace, span) : finished(trace, span));
      }
    }
    pass(0, whole.toArray(StoredRecord[]::new));

    List<StoredRecord> first = tick(30);
    assertThat(first).hasSize(7 * each);
    assertThat(stats.held()).isEqualTo(2);
    List<StoredRecord> rest = tick(31);
    assertThat(Stream.concat(first.stream(), rest.stream()).toList()).isEqualTo(whole);
  }

  @Test
  void trace_judgedMeanwhile_isStored() {
    List<Long> out = traces(false);
    StoredRecord human =
        judgement(
            out.get(0),
            Evaluation.newBuilder().setSource(EvaluationSource.EVALUATION_SOURCE_HUMAN));
    StoredRecord failed = judgement(out.get(1), Evaluation.newBuilder().setPassed(false));
    StoredRecord good = judgement(out.get(2), Evaluation.newBuilder().setPassed(true));
    StoredRecord amendment =
        new StoredRecord.Event(
            PROJECT,
            SpanEvent.newBuilder()
                .setTraceId(id(out.get(3)))
                .setType(SpanEventType.SPAN_EVENT_TYPE_AMENDMENT)
                .build());

    assertThat(pass(0, human, failed, good, amendment))
        .containsExactly(human, failed, good, amendment);
    for (int i = 0; i < 4; i++) {
      assertThat(pass(1, finished(out.get(i), 1))).isEmpty();
    }
    assertThat(tick(30))
        .containsExactly(finished(out.get(0), 1), finished(out.get(1), 1), finished(out.get(3), 1));
  }

  @Test
  void metric_isStoredAtOnce() {
    StoredRecord metric =
        new StoredRecord.Metric(
            PROJECT, MetricPoint.newBuilder().setTraceId(id(traces(false).get(0))).build());

    assertThat(pass(0, metric)).containsExactly(metric);
  }

  @Test
  void journalRunsAhead_decidesEarly() {
    sampler = sampler(TailSampling.newBuilder().setOneIn(20), 5 * FRAME_BYTES);
    long trace = traces(true).get(0);
    pass(0, finished(trace, 1));

    List<StoredRecord> stored = new ArrayList<>();
    traces(false).stream().limit(5).forEach(other -> stored.addAll(pass(0, finished(other, 1))));

    assertThat(stored).containsExactly(weighted(trace, 1, 1));
    assertThat(stats.decidedEarly()).isEqualTo(1);
  }

  @Test
  void changeTakenBack_holdsWhatIsHeld_andNoMore() {
    TailSamplingChange first = change(0, TailSampling.newBuilder().setOneIn(20));
    TailSamplingChange second = change(10, TailSampling.newBuilder().setOneIn(1));
    sampler = sampler(List.of(first, second), 1 << 20);
    List<Long> out = traces(false);

    assertThat(pass(5, finished(out.get(0), 1))).isEmpty();
    assertThat(pass(10, finished(out.get(0), 2), finished(out.get(1), 1)))
        .containsExactly(finished(out.get(1), 1));
    assertThat(tick(35)).isEmpty();
  }

  @Test
  void chosen_isOneInSoMany_whateverBitsIdsHave() {
    for (int shift : List.of(0, 8, 40)) {
      long chosen =
          IntStream.range(0, 100_000)
              .filter(
                  i -> TraceShare.chooses(new TraceId(7, ((long) i << shift) + 1).toString(), 20))
              .count();
      // Five standard deviations of a binomial.
      assertThat(chosen).as("shift %d", shift).isBetween(4_655L, 5_345L);
    }
  }

  /** What a restart does: another sampler sees a stretch again and goes on from there. */
  @Test
  void recalled_decidesTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<List<StoredRecord>> frames = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long trace = 1 + i / 4 + random.nextInt(20);
      frames.add(
          List.of(
              random.nextInt(40) == 0 ? error(trace, i + 1) : finished(trace, i + 1),
              finished(500 + i % 3, i + 1))); // Traces that never end.
    }
    TailSampling.Builder sampling = TailSampling.newBuilder().setOneIn(3).setWaitSeconds(20);
    long held = 60 * FRAME_BYTES;
    List<List<StoredRecord>> whole = new ArrayList<>();
    sampler = sampler(sampling, held);
    for (int i = 0; i < frames.size(); i++) {
      whole.add(passAt(i, frames.get(i)));
    }

    int restart = 200 + random.nextInt(100);
    int recalledFrom = restart - 2 * 60 - 60;
    sampler = sampler(sampling, held);
    for (int i = recalledFrom; i < frames.size(); i++) {
      List<StoredRecord> stored = passAt(i, frames.get(i));
      if (i >= restart) {
        assertThat(stored)
            .as("seed %d, frame %d of a restart at %d", seed, i, restart)
            .isEqualTo(whole.get(i));
      }
    }
  }

  @Test
  void recalled_countsNothing() {
    long trace = traces(false).get(0);
    sampler.recall(new Arrival(PROJECT, START, 10 * FRAME_BYTES));
    pass(0, finished(trace, 1));
    tick(30);

    assertThat(stats.sampledOut()).isZero();
  }

  private List<StoredRecord> passAt(int frame, List<StoredRecord> records) {
    Arrival arrival = new Arrival(PROJECT, START + frame * SECOND / 4, frame * FRAME_BYTES);
    sampler.prepare(arrival);
    return sampler.pass(arrival, records);
  }

  private List<StoredRecord> pass(long second, StoredRecord... records) {
    Arrival arrival = new Arrival(PROJECT, START + second * SECOND, position += FRAME_BYTES);
    sampler.prepare(arrival);
    return sampler.pass(arrival, List.of(records));
  }

  private List<StoredRecord> tick(long second) {
    return sampler.pass(
        new Arrival("", START + second * SECOND, position += FRAME_BYTES), List.of());
  }

  private TailSampler sampler(TailSampling.Builder sampling, long heldBytes) {
    return sampler(List.of(change(0, sampling)), heldBytes);
  }

  private TailSampler sampler(List<TailSamplingChange> changes, long heldBytes) {
    return new TailSampler(
        new ProjectSampling(project -> CompletableFuture.completedStage(changes), CLOCK),
        stats,
        heldBytes);
  }

  private static TailSamplingChange change(long second, TailSampling.Builder sampling) {
    return TailSamplingChange.newBuilder()
        .setEffectiveTime(Timestamps.fromNanos(START + second * SECOND))
        .setTailSampling(sampling)
        .build();
  }

  /** Traces that chance leaves out, or chooses. */
  private static List<Long> traces(boolean chosen) {
    return IntStream.range(1, 1000)
        .filter(trace -> TraceShare.chooses(id(trace), 20) == chosen)
        .mapToObj(trace -> (long) trace)
        .toList();
  }

  private static String id(long trace) {
    return new TraceId(3, trace).toString();
  }

  private static Span.Builder span(long trace, long span) {
    return Span.newBuilder()
        .setTraceId(id(trace))
        .setSpanId(new SpanId(span).toString())
        .setStartTimeUnixNano(START)
        .setEndTimeUnixNano(START + 1);
  }

  private static StoredRecord finished(long trace, long span) {
    return new StoredRecord.Finished(PROJECT, span(trace, span).build());
  }

  private static StoredRecord started(long trace, long span) {
    return new StoredRecord.Started(PROJECT, span(trace, span).clearEndTimeUnixNano().build());
  }

  private static StoredRecord weighted(long trace, long span, int spans) {
    Span.Builder weighted = span(trace, span);
    weighted.getCollectorBuilder().setSampleWeight(20).setSampleTraceSpans(spans);
    return new StoredRecord.Finished(PROJECT, weighted.build());
  }

  private static StoredRecord weightedStart(long trace, long span, int spans) {
    Span.Builder weighted = span(trace, span).clearEndTimeUnixNano();
    weighted.getCollectorBuilder().setSampleWeight(20).setSampleTraceSpans(spans);
    return new StoredRecord.Started(PROJECT, weighted.build());
  }

  private static StoredRecord error(long trace, long span) {
    Span.Builder failed = span(trace, span);
    failed.getStatusBuilder().setCode(StatusCode.STATUS_CODE_ERROR);
    return new StoredRecord.Finished(PROJECT, failed.build());
  }

  private static StoredRecord priced(long trace, long span, String usd) {
    Span.Builder priced = span(trace, span);
    priced.getCostBuilder().setState(CostState.COST_STATE_COMPUTED).setTotalUsd(usd);
    priced.getCollectorBuilder().setUsageRole(UsageRole.USAGE_ROLE_COUNTED);
    return new StoredRecord.Finished(PROJECT, priced.build());
  }

  private static StoredRecord role(long trace, long span) {
    return new StoredRecord.RoleChange(
        PROJECT, new TraceId(3, trace), new SpanId(span), UsageRole.USAGE_ROLE_REPEATED);
  }

  private static StoredRecord event(long trace) {
    return new StoredRecord.Event(
        PROJECT, SpanEvent.newBuilder().setTraceId(id(trace)).setEventId("e").build());
  }

  private static StoredRecord judgement(long trace, Evaluation.Builder evaluation) {
    return new StoredRecord.Judgement(PROJECT, evaluation.setTraceId(id(trace)).build());
  }
}
