/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Cuts the power at each call that changes the disk in a run that opens, fills several segments,
 * releases, closes and opens again; then looks at what a restart finds on several disks that the
 * cut may have left.
 */
@Timeout(120)
class JournalPowerCutTest {

  private static final int LEFTOVERS = 4;

  @Test
  void always_losesNothingAcknowledgedAndInventsNothing() throws Exception {
    long seed = new Random().nextLong();
    int cut = 0;
    boolean happened = true;
    while (happened) {
      happened = cutAt(cut++, seed);
    }
    assertThat(cut).as("calls of the run").isGreaterThan(60);
  }

  private static boolean cutAt(int call, long seed) throws Exception {
    SimulatedDisk disk = new SimulatedDisk();
    PowerCut cut = new PowerCut(call);
    disk.fault(cut);
    Ledger ledger = new Ledger();
    run(disk, ledger);
    for (int i = 0; i < LEFTOVERS; i++) {
      Random random = new Random(seed + 31L * call + i);
      SimulatedDisk left = disk.afterPowerCut(random);
      ledger.check(left, "cut at call " + call + ", seed " + seed + ", leftover " + i);
    }
    return cut.happened();
  }

  private static void run(SimulatedDisk disk, Ledger ledger) throws Exception {
    for (int opening = 0; opening < 3; opening++) {
      try (Journal journal = FileJournal.open(disk, Ledger.config(SyncMode.ALWAYS))) {
        for (int i = 0; i < 6; i++) {
          ledger.appendGroup(journal, 1 + i % 3, 300 + 700 * i);
        }
        if (opening == 1) {
          ledger.release(journal);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("power cut");
      }
    }
  }
}
