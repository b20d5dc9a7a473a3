/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import java.time.Duration;

/**
 * How blocks are cut.
 *
 * @param maxRecords a block is written when it holds so many records
 * @param maxBytes or so many bytes of frames
 * @param maxAge or when its first frame has waited so long; zero writes as soon as no frame is at
 *     hand
 */
public record DrainConfig(int maxRecords, long maxBytes, Duration maxAge) {

  public DrainConfig {
    if (maxRecords < 1) {
      throw new IllegalArgumentException("maxRecords: " + maxRecords + " (expected: >= 1)");
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + " (expected: >= 1)");
    }
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException("maxAge: " + maxAge + " (expected: >= 0)");
    }
  }
}
