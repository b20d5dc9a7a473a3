/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.Optional;

/**
 * What recovery found.
 *
 * @param identity the journal's own
 * @param epoch the epoch of this opening
 * @param sequence the sequence of the newest frame; 0 when there is none
 * @param catalog the segments that hold frames
 * @param tail where the writer goes on; empty when it begins a new segment
 * @param nextBase where the next segment begins
 * @param tornFrames frames cut from the end
 */
record Recovered(
    Identity identity,
    int epoch,
    long sequence,
    SegmentCatalog catalog,
    Optional<Tail> tail,
    long nextBase,
    long tornFrames) {

  /** The end of the frames in the newest segment; the rest of its file is zero. */
  record Tail(Segment segment, long offset) {}

  /** The position after everything that was found. */
  long nextPosition() {
    return tail.map(end -> end.segment().base() + end.offset())
        .orElse(nextBase + SegmentHeader.BYTES);
  }
}
