/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.List;

/**
 * What became of a block. stored + duplicates + rejected is the number of its records; of a block
 * that was stored before, all are duplicates. Measurements, changes of jobs, of roles and of costs
 * have no id to tell them apart by: in a new block they count as stored.
 *
 * @param stored records that are held now and were not before
 * @param duplicates records that were held before with the same content
 * @param rejected records that the store does not hold, in the block's order
 */
public record WriteResult(int stored, int duplicates, List<Rejected> rejected) {

  public WriteResult {
    rejected = List.copyOf(rejected);
  }

  /**
   * A record that the store does not hold.
   *
   * @param index its index in the block
   * @param conflict whether a finished span with the same ids and other content is held
   * @param reason why, for people
   */
  public record Rejected(int index, boolean conflict, String reason) {}
}
