/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.storage.memory.read.SideRecordReader;
import dev.tracehub.storage.memory.write.SpanStore;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import java.util.concurrent.CompletionStage;

/** Finds judgements and measurements by what they are. */
record MemorySideRecordSearch(Lane lane, SpanStore store) implements SideRecordSearch {

  @Override
  public CompletionStage<Page<Evaluation>> evaluations(EvaluationQuery query) {
    return lane.run(() -> SideRecordReader.evaluations(store.project(query.project()), query));
  }

  @Override
  public CompletionStage<Page<MetricPoint>> metricPoints(MetricQuery query) {
    return lane.run(() -> SideRecordReader.metricPoints(store.project(query.project()), query));
  }
}
