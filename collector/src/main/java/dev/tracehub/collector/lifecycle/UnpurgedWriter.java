/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.lifecycle;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Keeps records of purged projects from the store: the journal may hold them still, and shows them
 * again at a start. Thread-safe.
 *
 * <p>A block that was written in part before the purge comes with fewer records after it, under the
 * same token; those that are missing are the ones that the purge has removed.
 */
public final class UnpurgedWriter implements SpanWriter {

  private final SpanWriter store;
  private final Function<String, CompletionStage<Boolean>> purged;

  /**
   * A writer in front of another.
   *
   * @param purged whether a project is purged; when it fails, so does the block
   */
  public UnpurgedWriter(SpanWriter store, Function<String, CompletionStage<Boolean>> purged) {
    this.store = store;
    this.purged = purged;
  }

  @Override
  public CompletionStage<WriteResult> write(Block block) {
    Set<String> projects = new HashSet<>();
    block.records().forEach(record -> projects.add(record.project()));
    CompletionStage<Set<String>> gone = CompletableFuture.completedStage(new HashSet<>());
    for (String project : projects) {
      gone =
          gone.thenCombine(
              purged.apply(project),
              (found, isPurged) -> {
                if (isPurged) {
                  found.add(project);
                }
                return found;
              });
    }
    return gone.thenCompose(found -> found.isEmpty() ? store.write(block) : without(found, block));
  }

  private CompletionStage<WriteResult> without(Set<String> gone, Block block) {
    List<StoredRecord> kept = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < block.records().size(); i++) {
      if (!gone.contains(block.records().get(i).project())) {
        kept.add(block.records().get(i));
        places.add(i);
      }
    }
    int dropped = block.records().size() - kept.size();
    return store
        .write(new Block(block.token(), kept))
        .thenApply(
            result ->
                new WriteResult(
                    result.stored(),
                    result.duplicates() + dropped,
                    result.rejected().stream()
                        .map(
                            rejected ->
                                new WriteResult.Rejected(
                                    places.get(rejected.index()),
                                    rejected.conflict(),
                                    rejected.reason()))
                        .toList()));
  }

  @Override
  public CompletionStage<Optional<String>> life() {
    return store.life();
  }
}
