/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import dev.tracehub.storage.Retention;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds how long a batch is kept: as its project picked, else as the collector is set. Thread-safe.
 *
 * <p>A store that cannot be asked does not stop ingest: what arrives then from a project that was
 * not seen before is kept as the collector is set.
 */
final class RetentionLookup {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionLookup.class);

  private final ProjectRetention projects;
  private final Kept standard;

  /**
   * A lookup.
   *
   * @param days what the collector is set to
   */
  RetentionLookup(ProjectRetention projects, int days) {
    this.projects = projects;
    this.standard = new Kept(Retention.covering(days), days);
  }

  /** Never fails. */
  CompletionStage<Kept> of(String project) {
    return projects
        .of(project)
        .handle(
            (picked, failure) -> {
              if (failure != null) {
                LOG.warn("project {}: its retention cannot be read", project, failure);
                return standard;
              }
              return picked.map(found -> new Kept(found, found.days())).orElse(standard);
            });
  }
}
