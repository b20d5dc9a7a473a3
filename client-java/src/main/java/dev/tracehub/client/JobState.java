/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

/** The state of a job. The names are those of {@link dev.tracehub.v1.JobState}. */
public enum JobState {
  /** Waiting. */
  QUEUED(dev.tracehub.v1.JobState.JOB_STATE_QUEUED),
  /** At work. */
  RUNNING(dev.tracehub.v1.JobState.JOB_STATE_RUNNING),
  /** Ended well. */
  SUCCEEDED(dev.tracehub.v1.JobState.JOB_STATE_SUCCEEDED),
  /** Ended badly. */
  FAILED(dev.tracehub.v1.JobState.JOB_STATE_FAILED),
  /** Stopped on request. */
  CANCELLED(dev.tracehub.v1.JobState.JOB_STATE_CANCELLED);

  private final dev.tracehub.v1.JobState wire;

  JobState(dev.tracehub.v1.JobState wire) {
    this.wire = wire;
  }

  dev.tracehub.v1.JobState wire() {
    return wire;
  }
}
