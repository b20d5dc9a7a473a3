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
 * @param memoryBytes how much of the journal before its start a pass reads for what frames depend
 *     on
 * @param keepBytes the most of the journal that is kept behind what the store has, in case it must
 *     be sent again
 */
public record DrainConfig(
    int maxRecords, long maxBytes, Duration maxAge, long memoryBytes, long keepBytes) {

  public DrainConfig {
    if (maxRecords < 1) {
      throw new IllegalArgumentException("maxRecords: " + maxRecords + " (expected: >= 1)");
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + " (expected: >= 1)");
    }
    if (memoryBytes < 0 || keepBytes < memoryBytes) {
      throw new IllegalArgumentException(
          "memoryBytes, keepBytes: %d, %d (expected: 0 <= memoryBytes <= keepBytes)"
              .formatted(memoryBytes, keepBytes));
    }
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException("maxAge: " + maxAge + " (expected: >= 0)");
    }
  }
}
