/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.storage.Retention;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Tells how long the records of a project are to be kept. Asked once for each batch when it is
 * received; what it says is written down with the batch. Thread-safe.
 */
@FunctionalInterface
public interface ProjectRetention {

  /** The class that the project picked; empty when it is kept as the collector is set. */
  CompletionStage<Optional<Retention>> of(String project);
}
