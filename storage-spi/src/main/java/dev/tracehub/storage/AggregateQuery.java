/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import dev.tracehub.v1.GroupBy;
import dev.tracehub.v1.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A question for numbers.
 *
 * @param project whose spans
 * @param range which start times
 * @param filter which spans
 * @param measures what to measure, at least one
 * @param groupBy what to group by; empty for one group
 * @param bucket width of time buckets of span starts, counted from the epoch; empty for none
 * @param limit the most rows
 * @param orderBy the measure that orders groups, which need not be among {@code measures}; empty to
 *     order by keys
 * @param scoreName the evaluation that SCORE_AVG averages; empty for all
 */
public record AggregateQuery(
    String project,
    TimeRange range,
    Filter filter,
    List<Measure> measures,
    List<GroupBy> groupBy,
    Optional<Duration> bucket,
    int limit,
    Optional<Measure> orderBy,
    Optional<String> scoreName) {

  public AggregateQuery {
    measures = List.copyOf(measures);
    groupBy = List.copyOf(groupBy);
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("measures: empty (expected: at least one)");
    }
    if (bucket.isPresent() && (bucket.get().isNegative() || bucket.get().isZero())) {
      throw new IllegalArgumentException("bucket: " + bucket.get() + " (expected: > 0)");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: >= 1)");
    }
  }
}
