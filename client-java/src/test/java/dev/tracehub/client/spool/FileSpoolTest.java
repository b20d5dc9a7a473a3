/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSpoolTest {

  @TempDir private Path temp;

  @Test
  void spool_unused_leavesNoTrace() {
    Path folder = temp.resolve("unused");
    SpoolFixture fixture = SpoolFixture.in(folder).tended();
    fixture.close();

    assertThat(folder).doesNotExist();
    assertThat(fixture.spool.stats().faults()).isZero();
  }

  @Test
  void load_givesEachOnceInOrder() {
    SpoolFixture fixture = SpoolFixture.in(temp);
    fixture.append("a");
    fixture.append("b");
    fixture.append("c");

    assertThat(fixture.spool.load(2, Long.MAX_VALUE, 0))
        .extracting(SpoolFixture::text)
        .containsExactly("a", "b");
    assertThat(fixture.texts()).containsExactly("c");
    assertThat(fixture.texts()).isEmpty();
    assertThat(fixture.spool.isEmpty()).isFalse();
    fixture.close();
  }

  @Test
  void load_isBoundedByBytesButAlwaysGivesOne() {
    SpoolFixture fixture = SpoolFixture.in(temp);
    fixture.append("x".repeat(100));
    fixture.append("y".repeat(100));

    assertThat(fixture.spool.load(10, 50, 0)).hasSize(1);
    assertThat(fixture.spool.load(10, 50, 0)).hasSize(1);
    fixture.close();
  }

  @Test
  void nextProcess_readsWhatWasNotRemovedInOrder() {
    SpoolFixture first = SpoolFixture.in(temp);
    first.append("a", 1, 0);
    first.append("b", 2, 0);
    first.append("c", 4, 0);
    first.remove(first.load().get(1));
    first.close();

    SpoolFixture second = SpoolFixture.in(temp).tended();

    assertThat(second.told.recovered).isEqualTo(5);
    List<Spool.Loaded> loaded = second.load();
    assertThat(loaded).extracting(SpoolFixture::text).containsExactly("a", "c");
    assertThat(loaded).allMatch(each -> each.stored().place() == Told.PLACE);
    second.close();
  }

  @Test
  void manyProcesses_areReadOldestFirstAndBeforeOnesOwn() {
    for (int i = 0; i < 3; i++) {
      SpoolFixture process = SpoolFixture.in(temp);
      process.append("p" + i);
      process.close();
      // Owners sort by the millisecond of their birth.
      awaitNextMillisecond();
    }
    SpoolFixture last = SpoolFixture.in(temp);
    last.append("own");
    last.tended();

    assertThat(last.texts()).containsExactly("p0", "p1", "p2", "own");
    last.close();
  }

  private static void awaitNextMillisecond() {
    long millis = System.currentTimeMillis();
    while (System.currentTimeMillis() == millis) {
      Thread.onSpinWait();
    }
  }

  @Test
  void remove_all_leavesNoFileAndNoLock() throws IOException {
    SpoolFixture first = SpoolFixture.in(temp);
    first.append("a");
    first.append("b");
    first.close();
    SpoolFixture second = SpoolFixture.in(temp).tended();

    second.load().forEach(second::remove);

    assertThat(second.spool.isEmpty()).isTrue();
    assertThat(SpoolFixture.files(temp)).isEmpty();
    second.close();
  }

  @Test
  void orphanOfALivingOwner_isLeftAlone() {
    SpoolFixture alive = SpoolFixture.in(temp);
    alive.append("a");
    SpoolFixture other = SpoolFixture.in(temp).tended();

    assertThat(other.texts()).isEmpty();
    alive.close();
    other.spool.tend(FileSpool.SCAN_INTERVAL - 1);
    assertThat(other.texts()).isEmpty();
    other.spool.tend(FileSpool.SCAN_INTERVAL);
    assertThat(other.texts()).containsExactly("a");
    other.close();
  }

  @Test
  void ownerThatDiedBeforeItHadAName_isSweptAway() throws IOException {
    Files.createFile(temp.resolve("1795219200000-0123456789abcdef.new"));
    Files.createFile(temp.resolve("someone-elses.txt"));

    SpoolFixture fixture = SpoolFixture.in(temp).tended();

    assertThat(SpoolFixture.files(temp)).containsExactly(temp.resolve("someone-elses.txt"));
    fixture.close();
  }

  @Test
  void bound_dropsTheOldestAndTellsEachOfThem() throws IOException {
    SpoolFixture fixture = SpoolFixture.in(temp, SpoolFixture.MIB);
    List<String> appended = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      appended.add("batch " + i);
      assertThat(fixture.append("batch " + i + " ".repeat(8_000))).isTrue();
      assertThat(bytesOnDisk()).isLessThanOrEqualTo(SpoolFixture.MIB);
    }

    List<String> kept = fixture.texts();

    assertThat(fixture.told.dropped).isNotEmpty();
    assertThat(fixture.spool.stats().bytes()).isGreaterThan(SpoolFixture.MIB * 9 / 10);
    List<String> all = new ArrayList<>(fixture.told.dropped);
    all.addAll(kept);
    assertThat(all).isEqualTo(appended);
    fixture.close();
  }

  @Test
  void bound_holdsForWhatIsTakenOver() {
    for (int process = 0; process < 3; process++) {
      SpoolFixture fixture = SpoolFixture.in(temp, SpoolFixture.MIB);
      for (int i = 0; i < 100; i++) {
        fixture.append("p" + process + " " + i + " ".repeat(8_000));
      }
      fixture.close();
      awaitNextMillisecond();
    }

    SpoolFixture last = SpoolFixture.in(temp, SpoolFixture.MIB).tended();

    assertThat(last.spool.stats().bytes()).isLessThanOrEqualTo(SpoolFixture.MIB);
    assertThat(last.told.recovered).isEqualTo(300);
    List<String> kept = last.texts();
    assertThat(last.told.dropped.size() + kept.size()).isEqualTo(300);
    assertThat(kept.get(kept.size() - 1)).isEqualTo("p2 99");
    last.close();
  }

  @Test
  void batchLargerThanTheBound_isNotKeptAndCostsNoOther() {
    SpoolFixture fixture = SpoolFixture.in(temp, SpoolFixture.MIB);
    fixture.append("a");

    assertThat(fixture.append("x".repeat(2 << 20))).isFalse();
    assertThat(fixture.texts()).containsExactly("a");
    fixture.close();
  }

  @Test
  void droppedWhileInMemory_isGone() {
    SpoolFixture fixture = SpoolFixture.in(temp, SpoolFixture.MIB);
    fixture.append("first" + " ".repeat(100_000));
    Spool.Loaded first = fixture.load().get(0);
    for (int i = 0; i < 12; i++) {
      fixture.append("x".repeat(100_000));
    }

    assertThat(first.stored().isGone()).isTrue();
    fixture.remove(first);
    fixture.close();
  }

  @Test
  void files_areForTheEyesOfTheirUserOnly() throws IOException {
    Path folder = temp.resolve("private");
    SpoolFixture fixture = SpoolFixture.in(folder);
    fixture.append("a");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    for (Path file : SpoolFixture.files(folder)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    fixture.close();
  }

  @Test
  void close_leavesNoFileOpen() throws IOException {
    SpoolFixture first = SpoolFixture.in(temp);
    first.append("a");
    first.append("b");
    first.close();
    SpoolFixture second = SpoolFixture.in(temp).tended();
    second.append("c");
    second.remove(second.load().get(0));
    assertThat(openFiles()).isNotEmpty();

    second.close();

    assertThat(openFiles()).isEmpty();
  }

  private List<Path> openFiles() throws IOException {
    Path real = temp.toRealPath();
    List<Path> open = new ArrayList<>();
    for (Path handle : SpoolFixture.files(Path.of("/proc/self/fd"))) {
      // One of them is the listing itself, and gone by now.
      if (Files.exists(handle) && Files.readSymbolicLink(handle).startsWith(real)) {
        open.add(handle);
      }
    }
    return open;
  }

  @Test
  void settings_wrong_sayWhatWasExpected() {
    assertThatThrownBy(() -> new SpoolSettings(temp, 5))
        .hasMessage("maxBytes: 5 (expected: >= 1048576)");
  }

  private long bytesOnDisk() throws IOException {
    long bytes = 0;
    for (Path file : SpoolFixture.segments(temp)) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
