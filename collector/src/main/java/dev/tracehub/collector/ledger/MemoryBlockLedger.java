/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A ledger for a journal that ends with the process. Thread-safe. */
public final class MemoryBlockLedger implements BlockLedger {

  private final Blocks blocks;
  private final InstantSource clock;

  /**
   * An empty ledger.
   *
   * @param safeAfter how long after the store took it a block is sent again when in doubt
   */
  public MemoryBlockLedger(Duration safeAfter, InstantSource clock) {
    this.blocks = new Blocks(safeAfter);
    this.clock = clock;
  }

  @Override
  public synchronized void begin(Stretch stretch) {
    blocks.begin(stretch);
  }

  @Override
  public synchronized void refused(Stretch stretch, long part) {
    blocks.refused(stretch, part);
  }

  @Override
  public synchronized void stored(Stretch stretch) {
    blocks.stored(stretch, clock.millis());
  }

  @Override
  public synchronized List<SentBlock> toSendAgain() {
    return blocks.toSendAgain();
  }

  @Override
  public synchronized long nextPosition() {
    return blocks.nextPosition();
  }

  @Override
  public synchronized long neededFrom(long passed) {
    return blocks.neededFrom(passed);
  }

  @Override
  public void close() {}
}
