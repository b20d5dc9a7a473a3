/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import dev.tracehub.v1.JobUpdate;
import java.util.function.Consumer;

/** A change of a job in the making. Not thread-safe; for one change. */
public final class JobUpdateBuilder {

  private final Recorder recorder;
  private final JobUpdate.Builder update = JobUpdate.newBuilder();

  JobUpdateBuilder(Recorder recorder, String jobId) {
    this.recorder = recorder;
    change(message -> message.setJobId(Texts.id(jobId)));
  }

  /** What the job is, e.g. "nightly-evaluation". */
  public JobUpdateBuilder name(String name) {
    return change(message -> message.setName(Texts.name(name)));
  }

  /** The state from now on. */
  public JobUpdateBuilder state(JobState state) {
    return change(message -> message.setState(state.wire()));
  }

  /** Units of work done, and in all; 0 when that is not known. */
  public JobUpdateBuilder progress(long done, long total) {
    return change(message -> message.setDone(Math.max(0, done)).setTotal(Math.max(0, total)));
  }

  /** For people, e.g. the reason of a failure. */
  public JobUpdateBuilder message(String text) {
    return change(message -> message.setMessage(Texts.message(text, recorder.privacy())));
  }

  /** The variant that serves the job. */
  public JobUpdateBuilder variant(String variantId) {
    return change(message -> message.setVariantId(Texts.id(variantId)));
  }

  /** A detail; values as in {@link LiveSpan#attribute(String, Object)}. */
  public JobUpdateBuilder attribute(String key, Object value) {
    return change(
        message ->
            message.putAttributes(
                Texts.name(key, recorder.privacy()),
                AttributeValues.of(value, recorder.privacy())));
  }

  /** Hands the change over, with the present time. */
  public void record() {
    change(
        message -> recorder.record(message.setTimeUnixNano(recorder.clock().epochNanos()).build()));
  }

  private JobUpdateBuilder change(Consumer<JobUpdate.Builder> change) {
    Guard.apply(update, change);
    return this;
  }
}
