/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.storage.StoredRecord;
import java.util.List;

/**
 * Turns a frame into records: parse, translate, normalise, price, decide usage roles. A function of
 * the frames seen so far and of the prices in force when they were received, so that a replay gives
 * the same records. For the drain's thread alone.
 */
@FunctionalInterface
public interface FrameDecoder {

  /**
   * The records of a frame in the sender's order, corrections of earlier records last.
   *
   * @throws dev.tracehub.storage.StorageException when the store has to be asked for something and
   *     does not answer; the frame counts as not seen and may be decoded again
   * @throws RuntimeException otherwise, when the frame cannot be read; it becomes a dead letter as
   *     a whole
   */
  List<StoredRecord> decode(Frame frame);

  /** Decodes a frame whose records were sent to the store long ago: to be remembered alone. */
  default List<StoredRecord> recall(Frame frame) {
    return decode(frame);
  }
}
