/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The partitions of a block's rows, a day of a class of retention: each is a part of its own. */
final class Days {

  private static final long DAY = Duration.ofDays(1).toNanos();

  private record Partition(int retentionDays, long day) {}

  /** What goes into one table at once. */
  enum Sort {
    FINISHED,
    STARTED,
    EVENT,
    JUDGEMENT,
    METRIC,
    JOB,
    ROLE,
    COST
  }

  private final Map<Sort, Set<Partition>> days = new EnumMap<>(Sort.class);

  void add(Sort sort, int retentionDays, long time) {
    days.computeIfAbsent(sort, ignored -> new HashSet<>())
        .add(new Partition(retentionDays, time / DAY));
  }

  /** An upper bound of the parts in any table: targets of views get some of several sorts. */
  int parts() {
    return days.values().stream().mapToInt(Set::size).sum();
  }
}
