/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * On what terms the batches of projects are taken.
 *
 * @param retention how long they are kept
 * @param quotas how many there may be
 */
public record ProjectTerms(ProjectRetention retention, ProjectQuotas quotas) {

  /** Everything is taken, and kept as the collector is set. */
  public static ProjectTerms standard() {
    return new ProjectTerms(
        project -> CompletableFuture.completedFuture(Optional.empty()),
        project -> CompletableFuture.completedFuture(Quota.NONE));
  }
}
