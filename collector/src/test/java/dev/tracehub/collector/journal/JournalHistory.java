/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.util.Random;

/** A journal that lives through steps, each of which may find it dead after a power cut. */
final class JournalHistory {

  private final Random random;
  private final Ledger ledger = new Ledger();
  private SimulatedDisk disk = new SimulatedDisk();
  private Journal journal;

  JournalHistory(Random random) throws IOException {
    this.random = random;
    this.journal = open();
  }

  void append(int frames, int bytes) {
    ledger.appendGroup(journal, frames, bytes);
  }

  void release() throws InterruptedException {
    ledger.release(journal);
  }

  void restart() throws IOException {
    journal.close();
    journal = open();
  }

  /** The process ends at once; the page cache lives on. */
  void kill() throws IOException {
    SimulatedDisk left = disk.afterKill();
    journal.close();
    disk = left;
    journal = open();
  }

  void cutPower() throws IOException {
    SimulatedDisk left = disk.afterPowerCut(random);
    journal.close();
    disk = left;
    journal = open();
  }

  /** The power goes after some more calls. */
  void cutPowerAfter(int calls) throws IOException {
    disk.fault(new PowerCut(calls));
    ledger.appendGroup(journal, 3, 2000);
    cutPower();
  }

  void finish(String description) throws Exception {
    SimulatedDisk left = disk.afterPowerCut(random);
    journal.close();
    ledger.check(left, description);
  }

  private Journal open() throws IOException {
    return FileJournal.open(disk, Ledger.config(SyncMode.ALWAYS));
  }
}
