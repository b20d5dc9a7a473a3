/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.PageRequest;
import dev.tracehub.storage.Retention;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long records are kept, and that it makes no other difference. */
public abstract class RetentionContract extends ContractTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final long now = TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond());

  @Test
  void spansOfTwoClasses_areOneTrace() {
    store.write(kept(Retention.DAYS_90, span(1, 1)), kept(Retention.DAYS_400, span(1, 2)));
    assertThat(store.trace(1).spans()).hasSize(2);
    assertThat(Stages.await(storage.search().spans(StoreDriver.matching(Filter.ALL))).items())
        .hasSize(2);
  }

  @Test
  void repeatUnderAnotherClass_isRepeat() {
    StoredRecord event =
        new StoredRecord.Event(
            TestSpans.PROJECT,
            Retention.DAYS_90,
            SpanEvent.newBuilder()
                .setTraceId(TestSpans.traceId(1).toString())
                .setSpanId(TestSpans.spanId(1).toString())
                .setEventId("e")
                .setTimeUnixNano(now)
                .build());
    store.write(kept(Retention.DAYS_90, span(1, 1)), event);
    WriteResult again =
        store.write(
            kept(Retention.DAYS_400, span(1, 1)),
            event.keptFor(Retention.DAYS_400),
            kept(Retention.DAYS_400, span(1, 1).setName("other")));
    assertThat(again.stored()).isZero();
    assertThat(again.duplicates()).isEqualTo(2);
    assertThat(again.rejected())
        .singleElement()
        .satisfies(rejected -> assertThat(rejected.conflict()).isTrue());
    assertThat(store.trace(1).spans()).hasSize(1);
  }

  @Test
  void startAndFinishOfTwoClasses_areOneSpan() {
    Span started = TestSpans.startOf(span(1, 1).build());
    store.write(new StoredRecord.Started(TestSpans.PROJECT, Retention.DAYS_90, started));
    store.write(kept(Retention.DAYS_400, span(1, 1)));
    assertThat(store.trace(1).spans()).hasSize(1);
    assertThat(store.trace(1).openSpans()).isEmpty();
  }

  /** A store that does not expire records says so, and holds them until it needs their room. */
  @Test
  void recordPastItsRetention_isGoneWhereRecordsExpire() {
    long tenDaysAgo = now - TimeUnit.DAYS.toNanos(10);
    store.write(
        List.of(
            kept(Retention.DAYS_7, TestSpans.at(1, 1, tenDaysAgo)),
            kept(Retention.DAYS_30, TestSpans.at(2, 1, tenDaysAgo))));
    if (storage.capabilities().expires()) {
      await().atMost(PATIENCE).until(() -> store.findTrace(1).isEmpty());
    } else {
      assertThat(store.findTrace(1)).isPresent();
    }
    assertThat(store.findTrace(2)).isPresent();
  }

  @Test
  void judgementAndMeasurementPastTheirRetention_areGoneWhereRecordsExpire() {
    long tenDaysAgo = now - TimeUnit.DAYS.toNanos(10);
    for (Retention retention : List.of(Retention.DAYS_7, Retention.DAYS_30)) {
      String name = retention.name();
      store.write(
          TestSpans.judgement(
                  TestSpans.evaluation(1, 1, name, 0).setTimeUnixNano(tenDaysAgo).setName(name))
              .keptFor(retention),
          TestSpans.metric(TestSpans.point(name, 0).setTimeUnixNano(tenDaysAgo))
              .keptFor(retention));
    }
    if (storage.capabilities().expires()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(besides()).containsExactly("DAYS_30", "DAYS_30"));
    } else {
      assertThat(besides()).containsExactly("DAYS_30", "DAYS_7", "DAYS_30", "DAYS_7");
    }
  }

  /** The names of all judgements, then of all measurements. */
  private List<String> besides() {
    PageRequest page = StoreDriver.matching(Filter.ALL).page();
    return Stream.concat(
            store
                .evaluations(new EvaluationQuery(TestSpans.PROJECT, TimeRange.ALL, List.of(), page))
                .items()
                .stream()
                .map(Evaluation::getName),
            store
                .metricPoints(
                    new MetricQuery(TestSpans.PROJECT, TimeRange.ALL, "", "", Map.of(), page))
                .items()
                .stream()
                .map(MetricPoint::getName))
        .toList();
  }

  private Span.Builder span(long trace, long span) {
    return TestSpans.at(trace, span, now - TimeUnit.HOURS.toNanos(1) + span * TestSpans.SECOND);
  }

  private static StoredRecord kept(Retention retention, Span.Builder span) {
    return TestSpans.finished(span).keptFor(retention);
  }
}
