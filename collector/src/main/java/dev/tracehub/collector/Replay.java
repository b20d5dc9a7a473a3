/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.ingest.IngestPipeline;
import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows ingest, before senders are let in, what the journal holds: repeats of it are duplicates.
 */
final class Replay {

  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  private Replay() {}

  static void remember(Journal journal, IngestPipeline ingest) throws IOException {
    long started = System.nanoTime();
    long frames = 0;
    long end = journal.durablePosition();
    try (JournalReader reader = journal.reader(journal.firstPosition())) {
      while (reader.position() < end) {
        Optional<Frame> frame = reader.next(Duration.ZERO);
        if (frame.isEmpty()) {
          break;
        }
        ingest.recover(frame.get());
        frames++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the journal", e);
    }
    log.info(
        "the journal holds {} batches in {} MiB; read in {} ms",
        frames,
        (end - journal.firstPosition()) >> 20,
        (System.nanoTime() - started) / 1_000_000);
  }
}
