/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.collector.journal.JournalStats.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a journal takes frames. Thread-safe. What failed or was closed stays so. */
final class JournalStatus {

  private static final Logger LOG = LoggerFactory.getLogger(JournalStatus.class);
  private static final View OPEN = new View(State.OPEN, "", null);

  /** The status at one moment. */
  record View(State state, String reason, @Nullable Throwable cause) {
    /** The failure of an append that this status refuses. */
    RuntimeException refusal() {
      if (cause != null) {
        return new JournalFailedException(reason, cause);
      }
      return state == State.FULL
          ? new JournalFullException(reason)
          : new JournalFailedException("journal is closed", new IllegalStateException("closed"));
    }
  }

  private volatile View view = OPEN; // changed under this object's monitor

  View view() {
    return view;
  }

  synchronized void full(String reason) {
    if (view.state() == State.OPEN) {
      LOG.warn("journal takes no more frames: {}", reason);
    }
    if (view.state() != State.FAILED) {
      view = new View(State.FULL, reason, null);
    }
  }

  synchronized void opened() {
    if (view.state() == State.FULL) {
      LOG.info("journal takes frames again");
      view = OPEN;
    }
  }

  /** Ends the taking of frames; false when it had ended before. */
  synchronized boolean failed(String reason, Throwable cause) {
    if (view.state() == State.FAILED) {
      return false;
    }
    view = new View(State.FAILED, reason, cause);
    return true;
  }
}
