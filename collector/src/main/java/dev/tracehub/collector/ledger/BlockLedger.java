/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * What is known of the blocks that were sent to the store. Blocks are begun and stored in the order
 * of the journal. Thread-safe.
 *
 * <p>A store may acknowledge before its own disk has the data, so a block that it took counts as
 * safe only when it took others some time later; until then it is sent again after anything that
 * may have cost the store its memory, under the same boundaries, and a store that has it knows its
 * token.
 */
public interface BlockLedger extends Closeable {

  /**
   * Writes down that a block is about to be sent; durable on return.
   *
   * @throws IOException when that fails: the block must not be sent
   */
  void begin(Stretch stretch) throws IOException;

  /**
   * Writes down, durably, that the store refused a part of a block and its halves are next.
   *
   * @param part as in {@link SentBlock#refused}
   */
  void refused(Stretch stretch, long part) throws IOException;

  /** Takes note that the store has a block. A crash may forget it: then the block is sent again. */
  void stored(Stretch stretch) throws IOException;

  /** The blocks that are to be sent again by one who starts now, in order. */
  List<SentBlock> toSendAgain();

  /** Where the first block after those of {@link #toSendAgain} begins; 0 when nothing was sent. */
  long nextPosition();

  /**
   * The first position that may be asked for again.
   *
   * @param passed up to where nothing else waits
   */
  long neededFrom(long passed);

  @Override
  void close() throws IOException;
}
