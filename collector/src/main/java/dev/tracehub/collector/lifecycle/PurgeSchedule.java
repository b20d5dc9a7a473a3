/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.lifecycle;

import dev.tracehub.collector.auth.ProjectData;
import dev.tracehub.collector.auth.ProjectLifecycle;
import dev.tracehub.collector.drain.DeadLetters;
import dev.tracehub.v1.Project;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the data of projects whose time has come, again and again until one removal began long
 * enough after the mark that no collector lets anything in any more. Collectors that share a store
 * do so each for itself, which costs twice and harms nothing.
 */
public final class PurgeSchedule implements Runnable {

  /** How often it is looked. */
  public static final Duration PERIOD = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(PurgeSchedule.class);

  private final ProjectLifecycle lifecycle;
  private final ProjectData data;
  private final DeadLetters letters;

  public PurgeSchedule(ProjectLifecycle lifecycle, ProjectData data, DeadLetters letters) {
    this.lifecycle = lifecycle;
    this.data = data;
    this.letters = letters;
  }

  /** Looks once. A store that fails is asked again the next time. */
  @Override
  public void run() {
    try {
      lifecycle.duePurges().toCompletableFuture().join().forEach(this::remove);
      // What the journal shows a second time at a start may have become a dead letter again.
      lifecycle
          .purged()
          .toCompletableFuture()
          .join()
          .forEach(project -> letters.discard(project.getProjectId()));
    } catch (CompletionException e) {
      LOG.warn("projects to be purged cannot be read; trying again", e.getCause());
    }
  }

  private void remove(Project project) {
    String id = project.getProjectId();
    boolean last = lifecycle.isSettled(project);
    try {
      data.remove(id).toCompletableFuture().join();
      if (last) {
        lifecycle.endPurge(id).toCompletableFuture().join();
        LOG.info("project {} is purged", id);
      }
    } catch (CompletionException e) {
      LOG.warn("project {} cannot be purged now; trying again", id, e.getCause());
    }
  }
}
