/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory;

import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.CheckResult;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageCapabilities;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.storage.memory.documents.Documents;
import dev.tracehub.storage.memory.write.SpanStore;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The embedded store. Blocks are taken by one thread, questions are answered by a few others, and
 * documents have a thread of their own; {@link SpanStore} says how they keep out of each other's
 * way.
 */
final class InMemoryStorage implements Storage {

  static final String NAME = "memory";

  private final SpanStore store;
  private final Documents documents;
  private final Lane writing = new Lane(NAME, "write", 1);
  private final Lane documenting = new Lane(NAME, "documents", 1);
  private final Lane reading;
  private final AtomicBoolean closed = new AtomicBoolean();

  InMemoryStorage(MemorySettings settings) {
    this.store = new SpanStore(settings.maxBytes());
    this.documents = Documents.in(settings.dataDirectory());
    this.reading = new Lane(NAME, "query", settings.queryThreads());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CheckResult check() {
    try {
      documenting.run(this::checkDocuments).toCompletableFuture().join();
      return CheckResult.ok();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return CheckResult.failed(String.valueOf(cause.getMessage()));
    }
  }

  @Override
  public StorageCapabilities capabilities() {
    return new StorageCapabilities(false, false);
  }

  @Override
  public SpanWriter writer() {
    return block -> writing.run(() -> store.write(block));
  }

  @Override
  public TraceReader traces() {
    return new MemoryTraceReader(reading, store);
  }

  @Override
  public SpanSearch search() {
    return new MemorySpanSearch(reading, store);
  }

  @Override
  public SideRecordSearch sideRecords() {
    return new MemorySideRecordSearch(reading, store);
  }

  @Override
  public Analytics analytics() {
    return new MemoryAnalytics(reading, store);
  }

  @Override
  public RecordStore records() {
    return new MemoryRecordStore(documenting, documents);
  }

  @Override
  public CompletionStage<Boolean> purge(String project) {
    return writing.run(() -> store.purge(project));
  }

  @Override
  public StorageStats stats() {
    return store.stats();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    writing.close();
    reading.close();
    // The last task of the lane, so that the file is let go after every write that was taken.
    documenting.run(this::closeDocuments).toCompletableFuture().join();
    documenting.close();
  }

  private boolean checkDocuments() {
    documents.check();
    return true;
  }

  private boolean closeDocuments() {
    documents.close();
    return true;
  }
}
