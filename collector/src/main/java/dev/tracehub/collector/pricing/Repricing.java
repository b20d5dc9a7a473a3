/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.v1.Cost;
import dev.tracehub.v1.SpanOrBuilder;

/** Prices stored spans anew. Thread-safe. */
@FunctionalInterface
public interface Repricing {

  /** What the usage of a span costs, whatever its cost was; nothing without usage. */
  Cost price(SpanOrBuilder span);
}
