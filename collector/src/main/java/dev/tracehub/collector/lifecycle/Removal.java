/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.lifecycle;

import dev.tracehub.collector.auth.ProjectData;
import dev.tracehub.collector.auth.ProjectRegistry;
import dev.tracehub.collector.drain.DeadLetters;
import dev.tracehub.storage.Storage;
import java.util.concurrent.CompletionStage;

/** Removes what a project has in the store, among the dead letters and as keys. Thread-safe. */
public final class Removal implements ProjectData {

  private final Storage storage;
  private final DeadLetters letters;
  private final ProjectRegistry registry;

  public Removal(Storage storage, DeadLetters letters, ProjectRegistry registry) {
    this.storage = storage;
    this.letters = letters;
    this.registry = registry;
  }

  @Override
  public CompletionStage<Boolean> remove(String projectId) {
    return storage
        .purge(projectId)
        .thenCombine(registry.removeKeys(projectId), Boolean::logicalOr)
        .thenApply(any -> letters.discard(projectId) > 0 || any);
  }
}
