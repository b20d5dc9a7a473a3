/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.aggregate.Planner.Piece;
import dev.tracehub.storage.clickhouse.aggregate.Planner.Source;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  @Test
  void plan_wholeHours_hours() {
    Planner.Plan plan = plan(24 * HOUR, 48 * HOUR, Duration.ofHours(1));
    assertThat(plan.pieces()).containsExactly(piece(Source.HOURS, 24 * HOUR, 48 * HOUR));
    assertThat(plan.shown().source()).isEqualTo("red_1h");
  }

  @Test
  void plan_lastDayUpToNow_endsFromFinerSources() {
    long to = 48 * HOUR + 3 * MINUTE + 7 * SECOND;
    Planner.Plan plan = plan(to - 24 * HOUR, to, Duration.ofHours(1));
    assertThat(plan.pieces())
        .containsExactly(
            piece(Source.SPANS, to - 24 * HOUR, 24 * HOUR + 4 * MINUTE),
            piece(Source.MINUTES, 24 * HOUR + 4 * MINUTE, 25 * HOUR),
            piece(Source.HOURS, 25 * HOUR, 48 * HOUR),
            piece(Source.MINUTES, 48 * HOUR, 48 * HOUR + 3 * MINUTE),
            piece(Source.SPANS, 48 * HOUR + 3 * MINUTE, to));
    assertThat(plan.shown().source()).isEqualTo("red_1h, red_1m, spans");
  }

  @Test
  void plan_withinAnHour_minutesAndEnds() {
    Planner.Plan plan = plan(HOUR + SECOND, HOUR + 30 * MINUTE, null);
    assertThat(plan.pieces())
        .containsExactly(
            piece(Source.SPANS, HOUR + SECOND, HOUR + MINUTE),
            piece(Source.MINUTES, HOUR + MINUTE, HOUR + 30 * MINUTE));
  }

  @Test
  void plan_bucketsOfMinutes_noHours() {
    Planner.Plan plan = plan(24 * HOUR, 48 * HOUR, Duration.ofMinutes(5));
    assertThat(plan.pieces()).containsExactly(piece(Source.MINUTES, 24 * HOUR, 48 * HOUR));
  }

  @Test
  void plan_bucketsOfSeconds_spans() {
    Planner.Plan plan = plan(24 * HOUR, 48 * HOUR, Duration.ofSeconds(90));
    assertThat(plan.isSpansOnly()).isTrue();
    assertThat(plan.shown().reason()).isEqualTo("buckets are not of whole minutes");
  }

  @Test
  void plan_allOfTime_hours() {
    Planner.Plan plan = plan(0, Long.MAX_VALUE, null);
    assertThat(plan.pieces()).containsExactly(piece(Source.HOURS, 0, Long.MAX_VALUE));
  }

  @Test
  void plan_startNearTheEndOfTime_spans() {
    Planner.Plan plan = plan(Long.MAX_VALUE - HOUR / 2, Long.MAX_VALUE, null);
    assertThat(plan.pieces().get(plan.pieces().size() - 1).range().endNanos())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(plan.pieces().get(0).range().startNanos()).isEqualTo(Long.MAX_VALUE - HOUR / 2);
  }

  private static Planner.Plan plan(
      long start, long end, @Nullable Duration bucket) {
    return Planner.plan(
        new AggregateQuery(
            "p",
            new TimeRange(start, end),
            Filter.ALL,
            List.of(Measure.MEASURE_COUNT),
            List.of(GroupBy.newBuilder().setDimension(Dimension.DIMENSION_MODEL).build()),
            Optional.ofNullable(bucket),
            100,
            Optional.empty(),
            Optional.empty()));
  }

  private static Piece piece(Source source, long start, long end) {
    return new Piece(source, new TimeRange(start, end));
  }
}
