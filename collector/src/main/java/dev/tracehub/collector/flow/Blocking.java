/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.flow;

import dev.tracehub.storage.StorageException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for a store. */
public final class Blocking {

  private Blocking() {}

  /**
   * The value of a stage.
   *
   * @throws StorageException what it failed with
   */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StorageException failure
          ? failure
          : StorageException.internal("the store failed: " + e.getCause(), e);
    }
  }
}
