/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.wire;

import dev.tracehub.v1.RejectedRecord;
import java.util.List;

/**
 * Walks batches of one protocol, one after the other: finds the records and rejects the faulty
 * ones. What it found is valid until the next walk. Makes no garbage per good record. For one
 * thread at a time.
 */
public interface BatchWalker {

  /**
   * Walks a batch.
   *
   * @throws WireFault when the bytes are no batch at all, or one over a limit
   */
  void walk(byte[] batch, TimeBounds bounds);

  /** The records in the order of the bytes. */
  RecordTable records();

  /** What the batch says about itself. */
  BatchHeader header();

  /**
   * Rejects a record.
   *
   * @param fault names a field of the record, or none
   */
  void reject(int record, WireFault fault);

  /** The rejected records; only the first ones where the protocol does not name each. */
  List<RejectedRecord> rejections();

  /** The batch without the records that were not accepted; the same array when all were. */
  byte[] accepted();

  /** Lets go of the batch, so that its bytes can be collected. The records stay counted. */
  void forget();
}
