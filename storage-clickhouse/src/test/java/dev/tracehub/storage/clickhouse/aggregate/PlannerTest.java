/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.aggregate.Planner.Source;
import dev.tracehub.v1.Dimension;
import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  @Test
  void plan_wholeHours_hours() {
    Planner.Plan plan = plan(24 * HOUR, 48 * HOUR, Duration.ofHours(1));
    assertThat(plan.parts()).isEqualTo(Map.of(Source.HOURS, ranges(24 * HOUR, 48 * HOUR)));
    assertThat(plan.shown().source()).isEqualTo("red_1h");
  }

  @Test
  void plan_lastDayUpToNow_endsFromFinerSources() {
    long to = 48 * HOUR + 3 * MINUTE + 7 * SECOND;
    Planner.Plan plan = plan(to - 24 * HOUR, to, Duration.ofHours(1));
    assertThat(plan.parts())
        .isEqualTo(
            Map.of(
                Source.HOURS, ranges(25 * HOUR, 48 * HOUR),
                Source.MINUTES,
                    ranges(24 * HOUR + 4 * MINUTE, 25 * HOUR, 48 * HOUR, 48 * HOUR + 3 * MINUTE),
                Source.SPANS,
                    ranges(to - 24 * HOUR, 24 * HOUR + 4 * MINUTE, 48 * HOUR + 3 * MINUTE, to)));
    assertThat(plan.shown().source()).isEqualTo("red_1h, red_1m, spans");
  }

  @Test
  void plan_withinAnHour_minutesAndEnds() {
    Planner.Plan plan = plan(HOUR + SECOND, HOUR + 30 * MINUTE, null);
    assertThat(plan.parts())
        .isEqualTo(
            Map.of(
                Source.SPANS, ranges(HOUR + SECOND, HOUR + MINUTE),
                Source.MINUTES, ranges(HOUR + MINUTE, HOUR + 30 * MINUTE)));
  }

  @Test
  void plan_bucketsOfMinutes_noHours() {
    Planner.Plan plan = plan(24 * HOUR, 48 * HOUR, Duration.ofMinutes(5));
    assertThat(plan.parts()).isEqualTo(Map.of(Source.MINUTES, ranges(24 * HOUR, 48 * HOUR)));
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
    assertThat(plan.parts()).isEqualTo(Map.of(Source.HOURS, ranges(0, Long.MAX_VALUE)));
  }

  @Test
  void plan_startNearTheEndOfTime_spans() {
    Planner.Plan plan = plan(Long.MAX_VALUE - HOUR / 2, Long.MAX_VALUE, null);
    List<TimeRange> all = plan.parts().values().stream().flatMap(List::stream).toList();
    assertThat(all.stream().mapToLong(TimeRange::startNanos).min())
        .hasValue(Long.MAX_VALUE - HOUR / 2);
    assertThat(all.stream().mapToLong(TimeRange::endNanos).max()).hasValue(Long.MAX_VALUE);
  }

  private static Planner.Plan plan(long start, long end, @Nullable Duration bucket) {
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

  private static List<TimeRange> ranges(long... ends) {
    return IntStream.range(0, ends.length / 2)
        .mapToObj(i -> new TimeRange(ends[2 * i], ends[2 * i + 1]))
        .toList();
  }
}
