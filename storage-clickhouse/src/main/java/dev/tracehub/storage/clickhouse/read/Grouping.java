/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.read;

import dev.tracehub.storage.SpanField;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.sql.SpanColumns;
import java.util.Optional;

/** What spans are grouped by in a list, and which of a group's spans says where it stands. */
enum Grouping {
  /** By the start of the earliest span that matches. */
  TRACES("s.trace_id", SpanColumns.text(SpanField.TRACE_ID), "min", "1"),
  /** By the start of the latest span that matches. */
  SESSIONS("s.session_id", "s.session_id", "max", "s.session_id != ''"),
  /** By the start of the latest span that matches. */
  USERS("s.user_id", "s.user_id", "max", "s.user_id != ''");

  private final String key;
  private final String id;
  private final String aggregate;
  private final String condition;

  Grouping(String key, String id, String aggregate, String condition) {
    this.key = key;
    this.id = id;
    this.aggregate = aggregate;
    this.condition = condition;
  }

  /** The expression to group by. */
  String key() {
    return key;
  }

  /** The group's id as text. */
  String id() {
    return id;
  }

  /** The group's time in nanoseconds. */
  String time() {
    return "toUnixTimestamp64Nano(" + aggregate + "(s.start))";
  }

  /** Whether a span belongs to a group. */
  String condition() {
    return condition;
  }

  /**
   * Where in the range a group must have no span for its place to be in the window; empty when the
   * window is at that end of the range.
   */
  Optional<TimeRange> outside(TimeRange range, TimeRange window) {
    long start = this == TRACES ? range.startNanos() : window.endNanos();
    long end = this == TRACES ? window.startNanos() : range.endNanos();
    return start < end ? Optional.of(new TimeRange(start, end)) : Optional.empty();
  }
}
