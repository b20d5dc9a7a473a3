/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.effective.EffectiveSettings;
import dev.tracehub.v1.Project;
import dev.tracehub.v1.TailSampling;
import dev.tracehub.v1.TailSamplingChange;
import dev.tracehub.v1.UsageEstimation;
import dev.tracehub.v1.UsageEstimationChange;
import java.util.List;

/** Writes down what a project's settings were, for what the journal still holds from then. */
final class SettingChanges {

  static final int MAX_CHANGES = 100;

  private static final long DELAY_NANOS = EffectiveSettings.DELAY.toNanos();

  private SettingChanges() {}

  /** The project with another sampling, from a while after now on. */
  static void append(Project.Builder project, TailSampling sampling, long nowMillis) {
    if (project.hasTailSampling() && project.getTailSampling().equals(sampling)) {
      return;
    }
    List<TailSamplingChange> before = project.getTailSamplingChangesList();
    project
        .setTailSampling(sampling)
        .addTailSamplingChanges(
            TailSamplingChange.newBuilder()
                .setEffectiveTime(
                    effective(
                        nowMillis,
                        before.stream().map(TailSamplingChange::getEffectiveTime).toList()))
                .setTailSampling(sampling));
    if (project.getTailSamplingChangesCount() > MAX_CHANGES) {
      project.removeTailSamplingChanges(0);
    }
  }

  /** The project with another estimation, from a while after now on. */
  static void append(Project.Builder project, UsageEstimation estimation, long nowMillis) {
    if (project.getUsageEstimation().equals(estimation)) {
      return;
    }
    List<UsageEstimationChange> before = project.getUsageEstimationChangesList();
    project
        .setUsageEstimation(estimation)
        .addUsageEstimationChanges(
            UsageEstimationChange.newBuilder()
                .setEffectiveTime(
                    effective(
                        nowMillis,
                        before.stream().map(UsageEstimationChange::getEffectiveTime).toList()))
                .setUsageEstimation(estimation));
    if (project.getUsageEstimationChangesCount() > MAX_CHANGES) {
      project.removeUsageEstimationChanges(0);
    }
  }

  /** A clock that lags must not turn the order of changes around. */
  private static Timestamp effective(long nowMillis, List<Timestamp> before) {
    long effective = nowMillis * 1_000_000 + DELAY_NANOS;
    return Timestamps.fromNanos(
        before.isEmpty()
            ? effective
            : Math.max(effective, Timestamps.toNanos(before.get(before.size() - 1))));
  }
}
