/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import org.jspecify.annotations.Nullable;

/** Is told what becomes of a spool's contents. Called by the thread that calls the spool. */
public interface SpoolListener {

  /**
   * Batches of a process that is gone were taken over.
   *
   * @param records in them
   * @return their place in the listener's order
   */
  long recovered(long records);

  /**
   * A batch was dropped to make room.
   *
   * @param payload null when it could not be read any more
   */
  void dropped(Stored stored, byte @Nullable [] payload);

  /** A batch cannot be read back: its frame is damaged, or its file is gone. */
  void lost(Stored stored);
}
