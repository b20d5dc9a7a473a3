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
 * @param queuedBytes bytes that wait for the writer
 * @param appendedFrames frames that became durable since the start
 * @param appendedBytes their bytes on disk
 * @param groups group commits since the start; with {@code sync: always} each was one sync
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
    long quarantinedFrames,
    long queuedBytes,
    long appendedFrames,
    long appendedBytes,
    long groups) {

  /** Whether a journal takes frames. */
  public enum State {
    OPEN,
    FULL,
    FAILED
  }
}
