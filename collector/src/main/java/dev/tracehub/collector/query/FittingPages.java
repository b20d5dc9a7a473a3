/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.query;

import com.google.protobuf.Message;
import dev.tracehub.storage.Page;
import dev.tracehub.storage.PageRequest;
import io.grpc.Context;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Pages that fit an answer. A page that is too large is asked for again in a smaller size, so that
 * its cursors are the store's own; a single item is answered whatever its size. Stages complete on
 * the executor, not on the store's threads.
 */
final class FittingPages {

  private final int maxBytes;
  private final Executor executor;

  FittingPages(int maxBytes, Executor executor) {
    this.maxBytes = maxBytes;
    this.executor = executor;
  }

  /** Asks a store for a page, and for a smaller one while it is too large. */
  <T extends Message> CompletionStage<Page<T>> ask(
      Function<PageRequest, CompletionStage<Page<T>>> store, PageRequest request) {
    Context call = Context.current();
    return store
        .apply(request)
        .thenComposeAsync(
            page -> {
              long bytes = page.items().stream().mapToLong(Message::getSerializedSize).sum();
              int count = page.items().size();
              if (bytes <= maxBytes || count <= 1) {
                return CompletableFuture.completedStage(page);
              }
              if (call.isCancelled()) {
                throw Status.CANCELLED.asRuntimeException();
              }
              int smaller = (int) Math.max(1, Math.min(count / 2, count * (long) maxBytes / bytes));
              return ask(store, new PageRequest(smaller, request.order(), request.cursor()));
            },
            executor);
  }
}
