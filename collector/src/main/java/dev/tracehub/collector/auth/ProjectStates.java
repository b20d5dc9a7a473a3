/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectState;

/** What the state of a project means. */
final class ProjectStates {

  private ProjectStates() {}

  /** The state; projects of which none was written down are active. */
  static ProjectState of(Project project) {
    return project.getState() == ProjectState.PROJECT_STATE_UNSPECIFIED
        ? ProjectState.PROJECT_STATE_ACTIVE
        : project.getState();
  }

  /** Whether its data is or will never be there any more. */
  static boolean isGone(Project project) {
    return project.getState() == ProjectState.PROJECT_STATE_PURGING
        || project.getState() == ProjectState.PROJECT_STATE_PURGED;
  }

  /** Whether it is deleted, restorable or not. */
  static boolean isDeleted(Project project) {
    return isGone(project) || project.getState() == ProjectState.PROJECT_STATE_DELETED;
  }

  /** The project, if a call that needs the scope may be made in it. */
  static Project admitting(Project project, KeyScope needed) {
    if (isDeleted(project)) {
      throw Refusals.deletedProject(project.getProjectId());
    }
    if (of(project) == ProjectState.PROJECT_STATE_INACTIVE && needed != KeyScope.KEY_SCOPE_ADMIN) {
      throw Refusals.inactiveProject(project.getProjectId());
    }
    return project;
  }
}
