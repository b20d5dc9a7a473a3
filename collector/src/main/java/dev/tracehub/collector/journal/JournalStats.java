/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

/**
 * Where a journal stands.
 *
 * @param state whether it takes frames
 * @param reason why it does not; empty when it does
 * @param diskBytes bytes on disk
 * @param limitBytes the most bytes it may take on disk
 * @param segments segment files
 * @param firstPosition where the oldest frame begins
 * @param durablePosition the position after the newest durable frame
 * @param tornFrames frames cut from torn tails by recovery at the start
 * @param quarantinedFrames frames that failed their checksum and were set aside
 */
public record JournalStats(
    State state,
    String reason,
    long diskBytes,
    long limitBytes,
    int segments,
    long firstPosition,
    long durablePosition,
    long tornFrames,
    long quarantinedFrames) {

  /** Whether a journal takes frames. */
  public enum State {
    OPEN,
    FULL,
    FAILED
  }
}
