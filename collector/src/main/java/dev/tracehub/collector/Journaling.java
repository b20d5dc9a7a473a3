/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector;

import dev.tracehub.collector.config.SettingList;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalConfig;
import dev.tracehub.collector.journal.Journals;
import dev.tracehub.collector.ledger.BlockLedger;
import dev.tracehub.collector.ledger.FileBlockLedger;
import dev.tracehub.collector.ledger.MemoryBlockLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the journals where the configuration says. */
final class Journaling {

  private static final Logger log = LoggerFactory.getLogger(Journaling.class);
  private static final long MEMORY_JOURNAL_BYTES = 256L << 20;
  private static final long LETTER_SEGMENT_BYTES = 4L << 20;

  /** ClickHouse acknowledges before it syncs; the kernel writes back within half a minute. */
  private static final Duration SAFE_AFTER = Duration.ofSeconds(60);

  private final Settings settings;
  private final Consumer<Throwable> onFatal;

  Journaling(Settings settings, Consumer<Throwable> onFatal) {
    this.settings = settings;
    this.onFatal = onFatal;
  }

  /** The journal of ingest. A store that is not durable needs it whole to be built anew. */
  Journal ofIngest(boolean storeIsDurable) throws IOException {
    Optional<Path> folder = settings.get(SettingList.DATA_DIR);
    if (folder.isEmpty()) {
      log.warn(
          "data_dir is empty: an acknowledgement means memory, and a restart forgets everything");
      return Journals.inMemory(MEMORY_JOURNAL_BYTES);
    }
    return open(
        JournalConfig.builder(subfolder(folder.get(), "journal"))
            .segmentBytes(settings.get(SettingList.JOURNAL_SEGMENT_BYTES))
            .retainBytes(storeIsDurable ? 0 : settings.get(SettingList.JOURNAL_RETAIN_BYTES)));
  }

  /** What is known of the blocks of a journal that were sent to the store. */
  BlockLedger ledger(Journal journal, boolean storeIsDurable, InstantSource clock)
      throws IOException {
    Optional<Path> folder = settings.get(SettingList.DATA_DIR);
    if (!storeIsDurable) {
      return new MemoryBlockLedger(Duration.ZERO, clock);
    }
    return folder.isEmpty()
        ? new MemoryBlockLedger(SAFE_AFTER, clock)
        : FileBlockLedger.open(subfolder(folder.get(), "ledger"), journal.id(), SAFE_AFTER, clock);
  }

  /**
   * How much of the journal a durable store may have kept for it, in case it must be sent again.
   */
  static long keepBytes(Settings settings) {
    if (settings.get(SettingList.DATA_DIR).isEmpty()) {
      return MEMORY_JOURNAL_BYTES / 4;
    }
    long max = settings.get(SettingList.JOURNAL_MAX_BYTES);
    return Math.max(
        0, Math.min(max / 4, max - 2 * settings.get(SettingList.JOURNAL_SEGMENT_BYTES)));
  }

  /** The journal of dead letters. */
  Journal ofDeadLetters() throws IOException {
    Optional<Path> folder = settings.get(SettingList.DATA_DIR);
    if (folder.isEmpty()) {
      return Journals.inMemory(MEMORY_JOURNAL_BYTES);
    }
    return open(
        JournalConfig.builder(subfolder(folder.get(), "dead-letters"))
            .segmentBytes(LETTER_SEGMENT_BYTES));
  }

  private Journal open(JournalConfig.Builder config) throws IOException {
    return Journals.open(
        config
            .maxBytes(settings.get(SettingList.JOURNAL_MAX_BYTES))
            .minFreeBytes(settings.get(SettingList.JOURNAL_MIN_FREE_BYTES))
            .sync(settings.get(SettingList.SYNC))
            .syncInterval(settings.get(SettingList.SYNC_INTERVAL))
            .onFatal(onFatal)
            .build());
  }

  private static Path subfolder(Path folder, String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }
}
