/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import dev.tracehub.v1.CreateProjectRequest;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.ProjectState;
import dev.tracehub.v1.UpdateProjectRequest;
import java.time.Instant;

/** Carries what requests say of a project over to the project. */
final class ProjectSettings {

  private ProjectSettings() {}

  /** A new project, active, with what the request says. */
  static Project of(CreateProjectRequest request, Instant now) {
    Project.Builder created =
        Project.newBuilder()
            .setProjectId(request.getProjectId())
            .setDisplayName(request.getDisplayName())
            .setRetentionDays(request.getRetentionDays())
            .setCreateTime(Times.timestamp(now))
            .setState(ProjectState.PROJECT_STATE_ACTIVE);
    if (request.hasMasking()) {
      created.setMasking(request.getMasking());
    }
    return created.build();
  }

  /** The project with what the request names, as of now; the rest stays. */
  static Project changed(Project project, UpdateProjectRequest request, long nowMillis) {
    Project.Builder changed = project.toBuilder();
    if (request.hasDisplayName()) {
      changed.setDisplayName(request.getDisplayName());
    }
    if (request.hasRetentionDays()) {
      changed.setRetentionDays(request.getRetentionDays());
    }
    if (request.hasMaxSpansPerSecond()) {
      changed.setMaxSpansPerSecond(request.getMaxSpansPerSecond());
    }
    if (request.hasMaxBytesPerDay()) {
      changed.setMaxBytesPerDay(request.getMaxBytesPerDay());
    }
    if (request.hasMasking()) {
      changed.setMasking(request.getMasking());
    }
    if (request.hasTailSampling()) {
      SettingChanges.append(changed, request.getTailSampling(), nowMillis);
    }
    if (request.hasUsageEstimation()) {
      SettingChanges.append(changed, request.getUsageEstimation(), nowMillis);
    }
    return changed.build();
  }
}
