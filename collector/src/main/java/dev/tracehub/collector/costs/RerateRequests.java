/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.costs;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.filter.InvalidFilterException;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.v1.RerateScope;

/** Checks requests for re-rates. */
final class RerateRequests {

  private static final int MAX_REASON = 1_000;

  private RerateRequests() {}

  /** Refuses a wrong scope. */
  static void check(boolean present, RerateScope scope, FilterParser filters) {
    if (!present) {
      throw Failures.invalid("scope", "REQUIRED", "missing (expected: a range of times)");
    }
    if (!scope.hasTimeRange()) {
      throw Failures.invalid("scope.time_range", "REQUIRED", "missing (expected: start and end)");
    }
    timeRange(scope);
    try {
      filters.parse(scope.getFilter());
    } catch (InvalidFilterException e) {
      throw Failures.invalid("scope.filter", "INVALID_FILTER", String.valueOf(e.getMessage()));
    }
  }

  static void checkReason(String reason) {
    if (reason.length() > MAX_REASON) {
      throw Failures.invalid(
          "reason", "TOO_LONG", reason.length() + " characters (expected: <= " + MAX_REASON + ")");
    }
  }

  static void requireId(String rerateId) {
    if (rerateId.isEmpty()) {
      throw Failures.invalid("rerate_id", "REQUIRED", "missing (expected: the id of a re-rate)");
    }
  }

  /** The range of starts. */
  static TimeRange timeRange(RerateScope scope) {
    long start = nanos("scope.time_range.start", scope.getTimeRange().getStart());
    long end = nanos("scope.time_range.end", scope.getTimeRange().getEnd());
    if (end <= start) {
      throw Failures.invalid(
          "scope.time_range.end", "OUT_OF_RANGE", "not after the start (expected: a later time)");
    }
    return new TimeRange(start, end);
  }

  private static long nanos(String field, Timestamp time) {
    boolean inRange =
        Timestamps.isValid(time)
            && time.getSeconds() >= 0
            && time.getSeconds() < Long.MAX_VALUE / 1_000_000_000L;
    if (!inRange) {
      throw Failures.invalid(field, "OUT_OF_RANGE", "not a time from 1970 to 2261");
    }
    return Timestamps.toNanos(time);
  }
}
