/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockLedgerTest {

  private static final Stretch FIRST = new Stretch(0, 10);
  private static final Stretch SECOND = new Stretch(10, 30);
  private static final Stretch THIRD = new Stretch(34, 40);

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void newLedger_nothingWasSent() throws IOException {
    try (BlockLedger ledger = open()) {
      assertThat(ledger.toSendAgain()).isEmpty();
      assertThat(ledger.nextPosition()).isZero();
      assertThat(ledger.neededFrom(7)).isEqualTo(7);
    }
  }

  @Test
  void begun_isSentAgainAfterARestart() throws IOException {
    try (BlockLedger ledger = open()) {
      ledger.begin(FIRST);
    }

    try (BlockLedger ledger = open()) {
      assertThat(ledger.toSendAgain()).containsExactly(SentBlock.unseen(FIRST));
      assertThat(ledger.nextPosition()).isEqualTo(10);
    }
  }

  @Test
  void stored_isSentAgainUntilItIsSafe() throws IOException {
    try (BlockLedger ledger = open()) {
      ledger.begin(FIRST);
      ledger.stored(FIRST);
      now = now.plusSeconds(40);
      ledger.begin(SECOND);
      ledger.stored(SECOND);
    }

    try (BlockLedger ledger = open()) {
      assertThat(stretches(ledger)).containsExactly(FIRST, SECOND);
      now = now.plusSeconds(21);
      assertThat(stretches(ledger)).as("while the store is away").containsExactly(FIRST, SECOND);
      Stretch third = new Stretch(SECOND.end(), SECOND.end() + 10);
      ledger.begin(third);
      ledger.stored(third);
      assertThat(stretches(ledger)).containsExactly(SECOND, third);
      assertThat(ledger.neededFrom(third.end())).isEqualTo(10);
    }
  }

  @Test
  void sentAgain_isBegunWithoutASecondEntry() throws IOException {
    try (BlockLedger ledger = open()) {
      ledger.begin(FIRST);
      ledger.begin(SECOND);
      ledger.begin(FIRST);
      ledger.stored(FIRST);
      ledger.begin(THIRD);

      assertThat(stretches(ledger)).containsExactly(FIRST, SECOND, THIRD);
      assertThat(ledger.nextPosition()).isEqualTo(40);
    }
  }

  @Test
  void refused_staysKnownAfterItsHalvesAreStored() throws IOException {
    try (BlockLedger ledger = open()) {
      ledger.begin(FIRST);
      ledger.refused(FIRST, 1);
      ledger.refused(FIRST, 3);
      ledger.stored(FIRST);
    }

    try (BlockLedger ledger = open()) {
      assertThat(ledger.toSendAgain()).containsExactly(new SentBlock(FIRST, Set.of(1L, 3L)));
    }
  }

  @Test
  void fileCutAnywhere_countsUpToTheCut() throws IOException {
    try (BlockLedger ledger = open()) {
      ledger.begin(FIRST);
      ledger.stored(FIRST);
      ledger.begin(SECOND);
    }
    byte[] whole = Files.readAllBytes(file());

    for (int length = 0; length <= whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (BlockLedger ledger = open()) {
        int entries = length / Entry.BYTES;
        assertThat(stretches(ledger))
            .as("%d bytes", length)
            .isEqualTo(List.of(FIRST, SECOND).subList(0, entries < 2 ? 0 : entries < 4 ? 1 : 2));
      }
    }
  }

  @Test
  void flippedBit_endsTheFileThere() throws IOException {
    try (BlockLedger ledger = open()) {
      ledger.begin(FIRST);
      ledger.begin(SECOND);
    }
    byte[] whole = Files.readAllBytes(file());

    for (int bit = 2 * Entry.BYTES * 8; bit < 3 * Entry.BYTES * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file(), damaged);
      try (BlockLedger ledger = open()) {
        assertThat(stretches(ledger)).as("bit %d", bit).containsExactly(FIRST);
      }
    }
  }

  @Test
  void longRun_keepsTheFileSmall() throws IOException {
    try (BlockLedger ledger = open()) {
      for (int i = 0; i < 100_000; i++) {
        Stretch stretch = new Stretch(i, i + 1);
        ledger.begin(stretch);
        now = now.plusSeconds(1);
        ledger.stored(stretch);
      }
      assertThat(Files.size(file())).isLessThan(2 << 20);
    }

    try (BlockLedger ledger = open()) {
      assertThat(ledger.nextPosition()).isEqualTo(100_000);
    }
  }

  @Test
  void otherJournal_hasALedgerOfItsOwn() throws IOException {
    try (BlockLedger ledger = open()) {
      ledger.begin(FIRST);
    }

    try (BlockLedger other = FileBlockLedger.open(folder, "other", Duration.ZERO, () -> now)) {
      assertThat(other.toSendAgain()).isEmpty();
    }
  }

  private BlockLedger open() throws IOException {
    return FileBlockLedger.open(folder, "journal", Duration.ofSeconds(60), () -> now);
  }

  private Path file() {
    return folder.resolve("journal.blocks");
  }

  private static List<Stretch> stretches(BlockLedger ledger) {
    return ledger.toSendAgain().stream().map(SentBlock::stretch).toList();
  }
}
