/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.storage.testkit.TestSpans;
import dev.tracehub.v1.TimeRange;

/** Time ranges of tests. */
final class Ranges {

  /** The day of {@link TestSpans#NOON}. */
  static final TimeRange DAY =
      range(TestSpans.NOON - 43_200 * TestSpans.SECOND, TestSpans.NOON + 43_200 * TestSpans.SECOND);

  private Ranges() {}

  static TimeRange range(long startNanos, long endNanos) {
    return TimeRange.newBuilder()
        .setStart(Timestamps.fromNanos(startNanos))
        .setEnd(Timestamps.fromNanos(endNanos))
        .build();
  }
}
