/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/** The block that is being filled. For the drain's thread alone. */
final class OpenBlock {

  private final List<StoredRecord> records = new ArrayList<>();
  private final long start;
  private long end;
  private long bytes;
  private final long openedNanos;
  private long receivedNanos;

  OpenBlock(long start, long openedNanos) {
    this.start = start;
    this.end = start;
    this.openedNanos = openedNanos;
  }

  void add(Frame frame, List<StoredRecord> decoded) {
    if (isEmpty()) {
      receivedNanos = frame.receivedNanos();
    }
    records.addAll(decoded);
    bytes += frame.payload().length;
    end = frame.nextPosition();
  }

  boolean isFull(DrainConfig config) {
    return records.size() >= config.maxRecords() || bytes >= config.maxBytes();
  }

  boolean isEmpty() {
    return end == start;
  }

  long openedNanos() {
    return openedNanos;
  }

  /** When its first frame was received, in nanoseconds since the epoch. */
  long receivedNanos() {
    return receivedNanos;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  /** The block under a token that names the stretch of the journal it came from. */
  Block seal(String journalId) {
    return new Block(journalId + ":" + start + "-" + end, records);
  }
}
