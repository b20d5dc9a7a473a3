/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

import java.util.Set;

/**
 * A block that was sent before.
 *
 * <p>A block that the store refused as a whole was halved, and halves that were taken went under
 * tokens of their own: what was halved must be halved again, even if the store would take it now.
 *
 * @param stretch what it holds
 * @param refused the parts that the store refused: 1 is the block, 2n and 2n + 1 are the halves of
 *     n
 */
public record SentBlock(Stretch stretch, Set<Long> refused) {

  public SentBlock {
    refused = Set.copyOf(refused);
  }

  /** A block that no store has seen. */
  public static SentBlock unseen(Stretch stretch) {
    return new SentBlock(stretch, Set.of());
  }
}
