/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.EvaluationQuery;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.MetricQuery;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.storage.clickhouse.read.EvaluationPages;
import dev.tracehub.storage.clickhouse.read.MetricPages;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.MetricPoint;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Searches beside spans on the threads of a lane. */
record ClickHouseSideRecordSearch(
    Lane lane, Supplier<EvaluationPages> evaluationPages, Supplier<MetricPages> metricPages)
    implements SideRecordSearch {

  @Override
  public CompletionStage<Page<Evaluation>> evaluations(EvaluationQuery query) {
    return lane.run(() -> evaluationPages.get().page(query));
  }

  @Override
  public CompletionStage<Page<MetricPoint>> metricPoints(MetricQuery query) {
    return lane.run(() -> metricPages.get().page(query));
  }
}
