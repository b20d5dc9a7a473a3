/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.clickhouse.aggregate.Aggregates;
import dev.tracehub.storage.clickhouse.aggregate.Completion;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Computes numbers on the threads of a lane. */
record ClickHouseAnalytics(
    Lane lane, Supplier<Aggregates> aggregates, Supplier<Completion> completion)
    implements Analytics {

  @Override
  public CompletionStage<AggregateResult> aggregate(AggregateQuery query) {
    return lane.run(() -> aggregates.get().aggregate(query));
  }

  @Override
  public CompletionStage<Double> completionRate(String project, TimeRange range, Filter filter) {
    return lane.run(() -> completion.get().rate(project, range, filter));
  }
}
