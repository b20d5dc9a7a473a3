/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.audit.Change;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Takes projects from state to state. Thread-safe; every step is idempotent. Stages fail with
 * NOT_FOUND when there is no such project, with FAILED_PRECONDITION when no step leads from its
 * state to the wanted one, and as the store does.
 */
public final class ProjectLifecycle {

  /**
   * Longer than any collector uses what it knows of a project: what is still let in after the
   * removal has begun comes before.
   */
  static final Duration SETTLED = DocumentCache.FRESH.multipliedBy(2);

  private final ProjectRegistry registry;
  private final Duration restorable;
  private final InstantSource clock;

  /**
   * Steps of a registry's projects.
   *
   * @param restorable how long a deleted project can be restored
   */
  public ProjectLifecycle(ProjectRegistry registry, Duration restorable, InstantSource clock) {
    this.registry = registry;
    this.restorable = restorable;
    this.clock = clock;
  }

  CompletionStage<Project> activate(String projectId, Change by) {
    return step(
        projectId,
        by,
        project -> live(project).toBuilder().setState(ProjectState.PROJECT_STATE_ACTIVE).build());
  }

  CompletionStage<Project> deactivate(String projectId, Change by) {
    return step(
        projectId,
        by,
        project -> live(project).toBuilder().setState(ProjectState.PROJECT_STATE_INACTIVE).build());
  }

  CompletionStage<Project> delete(String projectId, Change by) {
    return step(projectId, by, this::deleted);
  }

  CompletionStage<Project> undelete(String projectId, Change by) {
    return step(projectId, by, ProjectLifecycle::restored);
  }

  /** Marks a deleted project as one whose data is being removed: there is no way back. */
  CompletionStage<Project> beginPurge(String projectId, Change by) {
    return step(projectId, by, this::purging);
  }

  /** Marks the projects whose time has come; completes with all whose data is to be removed. */
  public CompletionStage<List<Project>> duePurges() {
    Change by = new Change(Change.COLLECTOR, "PurgeProject", clock.instant());
    return registry
        .listProjects()
        .thenCompose(
            all ->
                Stages.all(
                    all.stream()
                        .filter(this::isDue)
                        .map(project -> beginPurge(project.getProjectId(), by))
                        .toList()))
        .thenCompose(marked -> registry.listProjects())
        .thenApply(
            all ->
                all.stream()
                    .filter(p -> p.getState() == ProjectState.PROJECT_STATE_PURGING)
                    .toList());
  }

  /** The projects whose data is gone. */
  public CompletionStage<List<Project>> purged() {
    return registry
        .listProjects()
        .thenApply(
            all ->
                all.stream()
                    .filter(p -> p.getState() == ProjectState.PROJECT_STATE_PURGED)
                    .toList());
  }

  /** Whether a removal that begins now leaves nothing to come. */
  public boolean isSettled(Project purging) {
    long marked = Timestamps.toMillis(purging.getPurgeTime());
    return clock.millis() - marked >= SETTLED.toMillis();
  }

  /** Notes that the last removal is done; of the project nothing but its id is kept. */
  public CompletionStage<Project> endPurge(String projectId) {
    return step(
        projectId,
        new Change(Change.COLLECTOR, "PurgeProject", clock.instant()),
        project ->
            Project.newBuilder()
                .setProjectId(project.getProjectId())
                .setCreateTime(project.getCreateTime())
                .setState(ProjectState.PROJECT_STATE_PURGED)
                .setDeleteTime(project.getDeleteTime())
                .setPurgeTime(project.getPurgeTime())
                .build());
  }

  private boolean isDue(Project project) {
    return project.getState() == ProjectState.PROJECT_STATE_DELETED
        && Timestamps.compare(project.getPurgeTime(), now()) <= 0;
  }

  private Project deleted(Project project) {
    if (ProjectStates.isDeleted(project)) {
      return project;
    }
    Timestamp now = now();
    return project.toBuilder()
        .setState(ProjectState.PROJECT_STATE_DELETED)
        .setDeletedState(ProjectStates.of(project))
        .setDeleteTime(now)
        .setPurgeTime(Timestamps.add(now, Durations.fromMillis(restorable.toMillis())))
        .build();
  }

  private static Project restored(Project project) {
    if (ProjectStates.isGone(project)) {
      throw Refusals.purgedProject(project.getProjectId());
    }
    if (!ProjectStates.isDeleted(project)) {
      return project;
    }
    return project.toBuilder()
        .setState(project.getDeletedState())
        .clearDeletedState()
        .clearDeleteTime()
        .clearPurgeTime()
        .build();
  }

  private Project purging(Project project) {
    if (ProjectStates.isGone(project)) {
      return project;
    }
    if (!ProjectStates.isDeleted(project)) {
      throw Refusals.undeletedProject(project.getProjectId());
    }
    return project.toBuilder()
        .setState(ProjectState.PROJECT_STATE_PURGING)
        .setPurgeTime(now())
        .build();
  }

  private static Project live(Project project) {
    if (ProjectStates.isDeleted(project)) {
      throw Refusals.projectIsDeleted(project.getProjectId());
    }
    return project;
  }

  private CompletionStage<Project> step(String projectId, Change by, UnaryOperator<Project> step) {
    return registry
        .changeProject(projectId, step, by)
        .thenApply(changed -> changed.orElseThrow(Refusals::noSuchProject));
  }

  private Timestamp now() {
    return Times.timestamp(clock.instant());
  }
}
