/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

/**
 * What one block takes from the journal.
 *
 * @param start position of its first byte
 * @param end position after its last byte
 */
public record Stretch(long start, long end) {

  public Stretch {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "stretch: " + start + " to " + end + " (expected: 0 <= start < end)");
    }
  }
}
