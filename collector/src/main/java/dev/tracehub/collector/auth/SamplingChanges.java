/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.sampling.ProjectSampling;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.TailSampling;
import dev.tracehub.v1.TailSamplingChange;
import java.util.List;

/** Writes down what a project's sampling was, for what the journal still holds from then. */
final class SamplingChanges {

  static final int MAX_CHANGES = 100;

  private static final long DELAY_NANOS = ProjectSampling.DELAY.toNanos();

  private SamplingChanges() {}

  /** The project with another sampling, from a while after now on. */
  static void append(Project.Builder project, TailSampling sampling, long nowMillis) {
    if (project.hasTailSampling() && project.getTailSampling().equals(sampling)) {
      return;
    }
    project.setTailSampling(sampling);
    List<TailSamplingChange> before = project.getTailSamplingChangesList();
    long effective = nowMillis * 1_000_000 + DELAY_NANOS;
    if (!before.isEmpty()) {
      // A clock that lags must not turn the order of changes around.
      effective =
          Math.max(effective, Timestamps.toNanos(before.get(before.size() - 1).getEffectiveTime()));
    }
    project.addTailSamplingChanges(
        TailSamplingChange.newBuilder()
            .setEffectiveTime(Timestamps.fromNanos(effective))
            .setTailSampling(sampling));
    if (project.getTailSamplingChangesCount() > MAX_CHANGES) {
      project.removeTailSamplingChanges(0);
    }
  }
}
