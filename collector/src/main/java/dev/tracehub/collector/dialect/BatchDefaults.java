/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.dialect;

import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;

/** What a batch of our own protocol says once for all its spans. */
final class BatchDefaults {

  private BatchDefaults() {}

  /** Gives a span what it does not name itself. */
  static void apply(TraceBatch batch, Span.Builder span) {
    if (span.getService().isEmpty()) {
      span.setService(batch.getService());
    }
    if (span.getEnvironment().isEmpty()) {
      span.setEnvironment(batch.getEnvironment());
    }
    if (span.getRelease().isEmpty()) {
      span.setRelease(batch.getRelease());
    }
  }
}
