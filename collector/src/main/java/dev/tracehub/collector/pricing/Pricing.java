/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.v1.Cost;
import dev.tracehub.v1.SpanOrBuilder;

/**
 * Tells what model calls cost: a function of its arguments and of what was decided before the call
 * was received, so that a replay gives the same answer.
 */
@FunctionalInterface
public interface Pricing {

  /**
   * Gets ready to price calls of a project that were received at a time; blocks.
   *
   * @throws dev.tracehub.storage.StorageException when prices cannot be read now; nothing has
   *     happened then
   */
  default void prepare(String project, long receivedNanos) {}

  /**
   * The cost of a call: what its sender reported, else what its usage costs; UNPRICED when the
   * price of some of it is missing; nothing for a span without usage.
   *
   * @param project whose call
   * @param receivedNanos when the call was received, in nanoseconds since the epoch
   */
  Cost price(String project, SpanOrBuilder span, long receivedNanos);
}
