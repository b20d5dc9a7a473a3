/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.sql;

import dev.tracehub.storage.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Conditions on times. Beside the start of spans stands the five-minute bucket, which is what the
 * tables are ordered by.
 */
public final class TimeConditions {

  /** The width of a bucket of the tables' key. */
  public static final long FIVE_MINUTES_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** Partitions are dates, and ClickHouse's dates end in 2149. */
  private static final long DATES_END_NANOS = TimeUnit.DAYS.toNanos(65_000);

  private TimeConditions() {}

  /**
   * Whether a start lies in the range; "1" for any.
   *
   * @param alias the table's name in the question
   */
  public static String in(String alias, TimeRange range, Parameters parameters) {
    List<String> conditions = new ArrayList<>();
    if (range.startNanos() > 0) {
      conditions.add(
          alias + ".five_minutes >= " + parameters.whole(range.startNanos() / FIVE_MINUTES_NANOS));
      conditions.add(time(alias + ".start", ">=", range.startNanos(), parameters));
    }
    if (range.endNanos() < Long.MAX_VALUE) {
      conditions.add(
          alias
              + ".five_minutes <= "
              + parameters.whole((range.endNanos() - 1) / FIVE_MINUTES_NANOS));
      conditions.add(time(alias + ".start", "<", range.endNanos(), parameters));
    }
    return conditions.isEmpty() ? "1" : String.join(" AND ", conditions);
  }

  /** As {@link #in}, for tables that have a start and no buckets. */
  public static String startsIn(String alias, TimeRange range, Parameters parameters) {
    return timesIn(alias + ".start", range, parameters);
  }

  /** Whether a column of times in nanoseconds lies in the range; "1" for any. */
  public static String timesIn(String column, TimeRange range, Parameters parameters) {
    List<String> conditions = new ArrayList<>();
    if (range.startNanos() > 0) {
      conditions.add(time(column, ">=", range.startNanos(), parameters));
    }
    if (range.endNanos() < Long.MAX_VALUE) {
      conditions.add(time(column, "<", range.endNanos(), parameters));
    }
    return conditions.isEmpty() ? "1" : String.join(" AND ", conditions);
  }

  /** Whether the time of a rollup's row lies in the range, whose ends must be those of rows. */
  static String rowIn(String alias, TimeRange range, Parameters parameters) {
    List<String> conditions = new ArrayList<>();
    if (range.startNanos() > 0) {
      conditions.add(row(alias, ">=", range.startNanos(), parameters));
    }
    if (range.endNanos() < Long.MAX_VALUE) {
      conditions.add(row(alias, "<", range.endNanos(), parameters));
    }
    return conditions.isEmpty() ? "1" : String.join(" AND ", conditions);
  }

  private static String row(String alias, String operator, long nanos, Parameters parameters) {
    String place = parameters.whole(TimeUnit.NANOSECONDS.toSeconds(nanos));
    return nanos < DATES_END_NANOS
        ? alias + ".time " + operator + " toDateTime(" + place + ", 'UTC')"
        : "toUnixTimestamp(" + alias + ".time) " + operator + " " + place;
  }

  private static String time(String column, String operator, long nanos, Parameters parameters) {
    String place = parameters.whole(nanos);
    return nanos < DATES_END_NANOS
        ? column + " " + operator + " fromUnixTimestamp64Nano(" + place + ", 'UTC')"
        : "toUnixTimestamp64Nano(" + column + ") " + operator + " " + place;
  }
}
