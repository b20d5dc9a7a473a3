/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.Lane;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.memory.read.ListReader;
import dev.tracehub.storage.memory.write.SpanStore;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.concurrent.CompletionStage;

/** Finds spans, traces, sessions and users by what they are. */
record MemorySpanSearch(Lane lane, SpanStore store) implements SpanSearch {

  @Override
  public CompletionStage<Page<Span>> spans(SpanQuery query) {
    return lane.run(() -> ListReader.spans(store.project(query.project()), query));
  }

  @Override
  public CompletionStage<Page<TraceSummary>> traces(SpanQuery query) {
    return lane.run(() -> ListReader.traces(store.project(query.project()), query));
  }

  @Override
  public CompletionStage<Page<Span>> openSpans(SpanQuery query) {
    return lane.run(() -> ListReader.openSpans(store.project(query.project()), query));
  }

  @Override
  public CompletionStage<Page<Session>> sessions(SpanQuery query) {
    return lane.run(() -> ListReader.sessions(store.project(query.project()), query));
  }

  @Override
  public CompletionStage<Page<User>> users(SpanQuery query) {
    return lane.run(() -> ListReader.users(store.project(query.project()), query));
  }
}
