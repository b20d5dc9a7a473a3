/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.CheckResult;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.storage.SpanQuery;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageCapabilities;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.v1.Session;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceSummary;
import dev.tracehub.v1.User;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that counts the pages of spans that it is asked for. */
final class CountingStorage implements Storage {

  private final Storage delegate;
  private final AtomicInteger pages = new AtomicInteger();

  CountingStorage(Storage delegate) {
    this.delegate = delegate;
  }

  int pages() {
    return pages.get();
  }

  @Override
  public SpanSearch search() {
    SpanSearch search = delegate.search();
    return new SpanSearch() {
      @Override
      public CompletionStage<Page<Span>> spans(SpanQuery query) {
        pages.incrementAndGet();
        return search.spans(query);
      }

      @Override
      public CompletionStage<Page<TraceSummary>> traces(SpanQuery query) {
        return search.traces(query);
      }

      @Override
      public CompletionStage<Page<Span>> openSpans(SpanQuery query) {
        return search.openSpans(query);
      }

      @Override
      public CompletionStage<Page<Session>> sessions(SpanQuery query) {
        return search.sessions(query);
      }

      @Override
      public CompletionStage<Page<User>> users(SpanQuery query) {
        return search.users(query);
      }
    };
  }

  @Override
  public String name() {
    return delegate.name();
  }

  @Override
  public CheckResult check() {
    return delegate.check();
  }

  @Override
  public StorageCapabilities capabilities() {
    return delegate.capabilities();
  }

  @Override
  public SpanWriter writer() {
    return delegate.writer();
  }

  @Override
  public TraceReader traces() {
    return delegate.traces();
  }

  @Override
  public SideRecordSearch sideRecords() {
    return delegate.sideRecords();
  }

  @Override
  public Analytics analytics() {
    return delegate.analytics();
  }

  @Override
  public RecordStore records() {
    return delegate.records();
  }

  @Override
  public CompletionStage<Boolean> purge(String project) {
    return delegate.purge(project);
  }

  @Override
  public StorageStats stats() {
    return delegate.stats();
  }

  @Override
  public void close() {
    delegate.close();
  }
}
