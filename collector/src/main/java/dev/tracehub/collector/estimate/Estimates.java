/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.estimate;

import dev.tracehub.v1.SpanOrBuilder;
import dev.tracehub.v1.Usage;
import java.util.Optional;

/**
 * Estimates what model calls used that do not say it: a function of its arguments and of what was
 * decided before the call was received, so that a replay gives the same answer.
 */
public interface Estimates {

  /** Nothing is estimated. */
  static Estimates none() {
    return (project, call, receivedNanos) -> Optional.empty();
  }

  /**
   * Gets ready for calls of a project that were received at a time; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when the project cannot be read now; nothing has
   *     happened then
   */
  default void prepare(String project, long receivedNanos) {}

  /**
   * The tokens of a call without usage; empty when its project does not ask for it, or when the
   * texts of the call are not known.
   *
   * @param project whose call
   * @param receivedNanos when the call was received, in nanoseconds since the epoch
   */
  Optional<Usage> of(String project, SpanOrBuilder call, long receivedNanos);
}
