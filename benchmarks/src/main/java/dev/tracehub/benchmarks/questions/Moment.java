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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who asks, and when: each run of a question asks about other things up to another time, so that no
 * answer is an echo.
 *
 * @param project whose spans
 * @param trace one of its traces, in hexadecimal digits
 * @param traceTime when that began, as ClickHouse writes it; only Langfuse asks for it
 * @param request a value of an attribute that one of its spans has
 * @param user one of its users
 * @param to the end of what is asked about: a whole second, as a clock shows it, and no whole hour
 */
record Moment(
    String project, String trace, String traceTime, String request, String user, Instant to) {

  private static final String PROJECT = "project-2";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** Traces and users of one project of middling size, up to the ends of many hours. */
  static List<Moment> some(Server server, int count) {
    Instant end = SourceData.END.atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Moment> moments = new ArrayList<>();
    String roots =
        server.run(
            "SELECT lower(hex(trace_id)), toString(start), attr_str['request.id'], user_id"
                + " FROM tracehub.spans WHERE project = '"
                + PROJECT
                + "' AND parent_span_id = 0 ORDER BY cityHash64(trace_id) LIMIT "
                + count);
    for (String root : roots.lines().toList()) {
      String[] fields = root.split("\t", -1);
      Instant to = end.minus(Duration.ofSeconds(97L + 3_617L * moments.size()));
      moments.add(new Moment(PROJECT, fields[0], fields[1], fields[2], fields[3], to));
    }
    return moments;
  }

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
    return Map.ofEntries(
        Map.entry("project", project),
        Map.entry("project_item", "tracehub.project=" + project),
        Map.entry("trace", trace),
        Map.entry("trace_time", traceTime),
        Map.entry("request", request),
        Map.entry("request_item", "request.id=" + request),
        Map.entry("user", user),
        Map.entry("user_item", "user.id=" + user),
        Map.entry("to", TIME.format(to)),
        Map.entry("day", TIME.format(to.minus(Duration.ofDays(1)))),
        Map.entry("week", TIME.format(to.minus(Duration.ofDays(7)))),
        Map.entry("month", TIME.format(to.minus(Duration.ofDays(30)))));
  }
}
