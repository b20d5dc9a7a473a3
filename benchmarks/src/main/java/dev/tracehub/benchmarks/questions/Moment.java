/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import dev.tracehub.storage.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Who asks, and when: each run of a question asks for another project's data up to another hour, so
 * that no answer is an echo.
 *
 * @param project whose spans
 * @param trace one of its traces, in hexadecimal digits
 * @param to the end of what is asked about
 */
record Moment(String project, String trace, Instant to) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  TimeRange lastDay() {
    return last(Duration.ofDays(1));
  }

  TimeRange lastWeek() {
    return last(Duration.ofDays(7));
  }

  TimeRange lastMonth() {
    return last(Duration.ofDays(30));
  }

  private TimeRange last(Duration time) {
    return new TimeRange(nanos(to.minus(time)), nanos(to));
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L;
  }

  /** The parameters of the questions in SQL. */
  Map<String, String> parameters() {
    return Map.of(
        "project", project,
        "trace", trace,
        "to", TIME.format(to),
        "day", TIME.format(to.minus(Duration.ofDays(1))),
        "week", TIME.format(to.minus(Duration.ofDays(7))),
        "month", TIME.format(to.minus(Duration.ofDays(30))));
  }
}
