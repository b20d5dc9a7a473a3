/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import java.time.Duration;

/**
 * A stretch of time, in nanoseconds since the epoch, both ends included.
 *
 * @param first greater than last when nothing is in it
 */
record Times(long first, long last) {

  static final Times NONE = new Times(Long.MAX_VALUE, 0);
  static final Times ALL = new Times(0, Long.MAX_VALUE);

  boolean isEmpty() {
    return first > last;
  }

  Times with(long time) {
    return new Times(Math.min(first, time), Math.max(last, time));
  }

  /** As far as the reach beyond both ends; nothing stays nothing. */
  Times widened(Duration reach) {
    if (isEmpty()) {
      return this;
    }
    long nanos = reach.toNanos();
    return new Times(
        Math.max(0, first - nanos), last > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : last + nanos);
  }

  /** The condition that a column of times lies in it. */
  String condition(String column) {
    return column
        + " >= fromUnixTimestamp64Nano("
        + first
        + ", 'UTC') AND "
        + column
        + " <= fromUnixTimestamp64Nano("
        + last
        + ", 'UTC')";
  }
}
