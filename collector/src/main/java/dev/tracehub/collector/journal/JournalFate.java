/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the disk fails a journal: it ends, once, for good. Thread-safe.
 *
 * <p>A write or a sync is never tried again: the kernel may have dropped the pages that it could
 * not write, and a second sync would then succeed without them.
 */
final class JournalFate {

  private static final Logger LOG = LoggerFactory.getLogger(JournalFate.class);

  private final JournalStatus status = new JournalStatus();
  private final AppendQueue queue;
  private final Consumer<Throwable> onFatal;

  JournalFate(AppendQueue queue, Consumer<Throwable> onFatal) {
    this.queue = queue;
    this.onFatal = onFatal;
  }

  JournalStatus status() {
    return status;
  }

  /** Refuses all that comes from now on; the writer then refuses what waits. */
  void fail(String what, Throwable cause) {
    String reason = what + ": " + cause.getMessage();
    if (status.failed(reason, cause)) {
      LOG.error("{}; nothing is acknowledged until a restart", reason, cause);
      queue.close();
      // Not here: the callback may end the process, and that waits for the thread that calls it.
      Thread thread = new Thread(() -> onFatal.accept(cause), "journal-fatal");
      thread.setDaemon(true);
      thread.start();
    }
  }
}
