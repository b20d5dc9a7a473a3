/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes blocks of records. */
public interface SpanWriter {

  /**
   * Stores the records of a block in their order.
   *
   * <p>Completes when the block is as durable as this store makes things (see {@link
   * StorageCapabilities#durable}) and readers see all of it. Idempotent by the block's token: a
   * block that was stored before, under the same token with the same records, changes nothing, in
   * whatever process it was stored. A block whose call failed may be written again, then under the
   * same token and with the same records; what the first try had stored is not stored twice.
   *
   * <p>Blocks may be written at the same time, also the same block twice; blocks that hold the same
   * ids under different tokens are to be written one after the other.
   *
   * <p>A record that the store cannot hold costs only itself and is named in the result: one in
   * conflict with a finished span, one whose ids are not in their canonical form. A stage that
   * fails with INVALID says that the store refused the block as a whole without being able to name
   * the record: the caller may halve the block, under tokens of the halves.
   */
  CompletionStage<WriteResult> write(Block block);

  /**
   * Names the life of what holds the blocks that were acknowledged: as long as the answer is the
   * same, none of them was lost, whatever became of calls in between. Empty when the store cannot
   * tell: then each outage may have cost it blocks.
   */
  default CompletionStage<Optional<String>> life() {
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
