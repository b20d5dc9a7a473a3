/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import java.util.concurrent.CompletionStage;

/** Tells how far the store has come. Thread-safe. */
@FunctionalInterface
public interface StoredPositions {

  /**
   * Completes when the store holds everything that the journal holds before the position. At once
   * when it does already.
   */
  CompletionStage<Void> stored(long position);
}
