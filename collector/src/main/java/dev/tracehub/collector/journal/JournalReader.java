/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * Reads durable frames in order. For one thread. Frames that fail their checksum are passed over.
 */
public interface JournalReader extends AutoCloseable {

  /** The next frame, waiting for one to become durable; empty when none did within the time. */
  Optional<Frame> next(Duration timeout) throws InterruptedException;

  /** Where the next frame is looked for. */
  long position();

  /** Lets go of the files. Idempotent. */
  @Override
  void close();
}
