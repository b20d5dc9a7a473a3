/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the quota of a batch's project. Thread-safe.
 *
 * <p>A store that cannot be asked does not stop ingest: what arrives then from a project that was
 * not seen before has no quota.
 */
final class QuotaLookup {

  private static final Logger LOG = LoggerFactory.getLogger(QuotaLookup.class);

  private final ProjectQuotas projects;

  QuotaLookup(ProjectQuotas projects) {
    this.projects = projects;
  }

  /** Fails only when the project takes nothing. */
  CompletionStage<Quota> of(String project) {
    return projects
        .of(project)
        .handle((quota, failure) -> failure == null ? quota : without(project, failure));
  }

  private static Quota without(String project, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof StatusRuntimeException closed) {
      throw closed;
    }
    LOG.warn("project {}: its quota cannot be read", project, cause);
    return Quota.NONE;
  }
}
