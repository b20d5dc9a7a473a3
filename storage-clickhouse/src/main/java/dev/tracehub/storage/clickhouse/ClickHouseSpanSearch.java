/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Lane;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.clickhouse.read.GroupPages;
import dev.tracehub.storage.clickhouse.read.SpanPages;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Searches on the threads of a lane. */
record ClickHouseSpanSearch(
    Lane lane, Supplier<SpanPages> spanPages, Supplier<GroupPages> groupPages)
    implements SpanSearch {

  @Override
  public CompletionStage<Page<Span>> spans(SpanQuery query) {
    return lane.run(() -> spanPages.get().finished(query));
  }

  @Override
  public CompletionStage<Page<TraceSummary>> traces(SpanQuery query) {
    return lane.run(() -> groupPages.get().traces(query));
  }

  @Override
  public CompletionStage<Page<Span>> openSpans(SpanQuery query) {
    return lane.run(() -> spanPages.get().open(query));
  }

  @Override
  public CompletionStage<Page<Session>> sessions(SpanQuery query) {
    return lane.run(() -> groupPages.get().sessions(query));
  }

  @Override
  public CompletionStage<Page<User>> users(SpanQuery query) {
    return lane.run(() -> groupPages.get().users(query));
  }
}
