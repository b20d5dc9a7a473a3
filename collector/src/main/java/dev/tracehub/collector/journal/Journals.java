/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;

/** Makes journals. */
public final class Journals {

  private Journals() {}

  /**
   * Opens the journal of a folder, or makes it. Torn and damaged frames that a crash or the disk
   * left are cut, or set aside and passed over: what the files hold never stops it.
   *
   * @throws IOException when another process has the folder, or the disk fails
   */
  public static Journal open(JournalConfig config) throws IOException {
    return FileJournal.open(FileDisk.at(config.directory()), config);
  }

  /**
   * A journal that keeps frames in memory until they are released. What it acknowledged ends with
   * the process.
   *
   * @param maxBytes the most it holds; beyond it appends are refused
   */
  public static Journal inMemory(long maxBytes) {
    return new MemoryJournal(maxBytes);
  }
}
