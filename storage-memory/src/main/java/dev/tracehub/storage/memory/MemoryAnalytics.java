/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.AggregateQuery;
import dev.tracehub.storage.AggregateResult;
import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.Filter;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.TimeRange;
import dev.tracehub.storage.memory.aggregate.Aggregation;
import dev.tracehub.storage.memory.read.ListReader;
import dev.tracehub.storage.memory.write.SpanStore;
import java.util.concurrent.CompletionStage;

/** Computes numbers over spans. */
record MemoryAnalytics(Lane lane, SpanStore store) implements Analytics {

  @Override
  public CompletionStage<AggregateResult> aggregate(AggregateQuery query) {
    return lane.run(() -> Aggregation.run(store.project(query.project()), query));
  }

  @Override
  public CompletionStage<Double> completionRate(String project, TimeRange range, Filter filter) {
    return lane.run(() -> ListReader.completionRate(store.project(project), range, filter));
  }
}
