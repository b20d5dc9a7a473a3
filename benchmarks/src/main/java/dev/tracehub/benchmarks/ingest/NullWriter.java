/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.WriteResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stores nothing, so that only the way to the store is measured. */
final class NullWriter implements SpanWriter {

  @Override
  public CompletionStage<WriteResult> write(Block block) {
    return CompletableFuture.completedFuture(new WriteResult(block.records().size(), 0, List.of()));
  }
}
