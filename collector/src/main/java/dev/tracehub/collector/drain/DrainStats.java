/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

/**
 * Where a drain stands.
 *
 * @param state what it is doing
 * @param storedPosition up to where the store holds everything
 * @param lagBytes journal bytes that wait
 * @param oldestWaitingNanos when the oldest record that waits was received, in nanoseconds since
 *     the epoch; 0 when none waits
 * @param stored records written since the start
 * @param deadLetters records that the store refused, of all times
 * @param lastError the last fault of the store; empty when there was none
 */
public record DrainStats(
    State state,
    long storedPosition,
    long lagBytes,
    long oldestWaitingNanos,
    long stored,
    long deadLetters,
    String lastError) {

  /** What a drain is doing. */
  public enum State {
    /** Bringing the store to where the journal was at the start. */
    REPLAYING,
    /** Keeping up. */
    RUNNING,
    /** Waiting for the store. */
    RETRYING,
    /** Ended. */
    STOPPED
  }
}
