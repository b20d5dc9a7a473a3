/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.RecordStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents of one kind, as fresh as {@link #FRESH}. Thread-safe; one load at a time per id.
 *
 * <p>What another process writes is seen after {@link #FRESH} at the latest, or after {@link
 * #ABSENT} when there was nothing before; what this process writes is seen at once, given {@link
 * #written}. While the store fails, a document that was seen within {@link #STALE} still counts:
 * senders with a known key must be able to fill the journal while the database is away.
 */
final class DocumentCache {

  static final Duration FRESH = Duration.ofSeconds(60);
  static final Duration ABSENT = Duration.ofSeconds(5);
  static final Duration STALE = Duration.ofHours(24);

  private static final int MAX_ENTRIES = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(DocumentCache.class);

  private final RecordStore records;
  private final String kind;
  private final AsyncCache<String, Found> fresh;
  private final Cache<String, Document> lastSeen;

  /**
   * Documents of a kind.
   *
   * @param executor where loads end, because the threads of a store are not for others' work
   */
  DocumentCache(RecordStore records, String kind, Executor executor, Ticker ticker) {
    this.records = records;
    this.kind = kind;
    this.fresh =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .ticker(ticker)
            .executor(executor)
            .expireAfter(Expiry.<String, Found>creating((id, found) -> found.lifetime()))
            .buildAsync();
    this.lastSeen =
        Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .ticker(ticker)
            .executor(executor)
            .expireAfterWrite(STALE)
            .build();
  }

  /** The document; empty when there is none. Fails as the store does. */
  CompletionStage<Optional<Document>> get(String id) {
    return fresh.get(id, this::load).thenApply(Found::document);
  }

  /** Takes note of a document that this process has just written. */
  void written(Document document) {
    remember(document);
    fresh.synchronous().invalidate(document.id());
  }

  /** Takes note that this process has removed a document. */
  void removed(String id) {
    lastSeen.invalidate(id);
    fresh.synchronous().invalidate(id);
  }

  private CompletableFuture<Found> load(String id, Executor executor) {
    return records
        .get(kind, id)
        .toCompletableFuture()
        .handleAsync((read, error) -> found(id, read, error), executor);
  }

  private Found found(String id, Optional<Document> read, @Nullable Throwable error) {
    if (error == null) {
      read.ifPresentOrElse(this::remember, () -> lastSeen.invalidate(id));
      return new Found(read, read.isPresent() ? FRESH : ABSENT);
    }
    Document known = lastSeen.getIfPresent(id);
    if (known == null) {
      throw error instanceof CompletionException wrapped ? wrapped : new CompletionException(error);
    }
    LOG.warn("{} {}: the store does not answer, using what was read before", kind, id, error);
    return new Found(Optional.of(known), ABSENT);
  }

  /** A load that began before a write may end after it: the higher version stays. */
  private void remember(Document document) {
    lastSeen
        .asMap()
        .merge(
            document.id(), document, (held, read) -> held.version() > read.version() ? held : read);
  }

  private record Found(Optional<Document> document, Duration lifetime) {}
}
