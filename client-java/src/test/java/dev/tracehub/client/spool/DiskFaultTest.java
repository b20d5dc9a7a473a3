/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A disk that is full, fails, or is taken away. */
class DiskFaultTest {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final String BATCH = "x".repeat(1_000);

  @TempDir private Path temp;

  private final Logger logger = (Logger) LoggerFactory.getLogger(Spool.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void capture() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
  }

  @AfterEach
  void release() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void diskFull_inTheMiddleOfAFrame_costsNothingThatWasKept(boolean truncateFails) {
    FaultyFolder disk = new FaultyFolder(new DiskFolder(temp));
    SpoolFixture fixture = SpoolFixture.in(disk, 64 * SpoolFixture.MIB);
    assertThat(fixture.append("first")).isTrue();
    disk.room = 100;
    disk.truncateFails = truncateFails;

    assertThat(fixture.append(BATCH)).isFalse();
    assertThat(fixture.spool.isUsable(FileSpool.REST - 1)).isFalse();
    disk.room = Long.MAX_VALUE;
    assertThat(fixture.append("second", 1, FileSpool.REST)).isTrue();
    fixture.close();

    SpoolFixture next = SpoolFixture.in(temp).tended();
    assertThat(next.texts()).containsExactly("first", "second");
    assertThat(next.spool.stats().damagedFrames()).isZero();
    assertThat(next.spool.stats().tornTails()).isEqualTo(truncateFails ? 1 : 0);
    next.close();
  }

  @Test
  void diskFull_forMinutes_isCountedLoggedOncePerMinuteAndLeftAloneInBetween() {
    FaultyFolder disk = new FaultyFolder(new DiskFolder(temp));
    SpoolFixture fixture = SpoolFixture.in(disk, 64 * SpoolFixture.MIB);
    fixture.append("first");
    disk.room = 0;
    int writesBefore = disk.writes;
    long step = TimeUnit.MILLISECONDS.toNanos(10);
    for (long now = 0; now < 3 * MINUTE; now += step) {
      assertThat(fixture.append(BATCH, 1, now)).isFalse();
    }

    assertThat(lines.list).hasSize(3);
    assertThat(lines.list.get(0).getFormattedMessage()).contains("No space left on device");
    assertThat(fixture.spool.stats().faults()).isEqualTo(180);
    assertThat(disk.writes - writesBefore).isLessThanOrEqualTo(180);
    assertThat(fixture.texts()).containsExactly("first");
    fixture.close();
  }

  @Test
  void syncThatFails_isNotRepeatedForTheSamePages() {
    FaultyFolder disk = new FaultyFolder(new DiskFolder(temp));
    SpoolFixture fixture = SpoolFixture.in(disk, 64 * SpoolFixture.MIB);
    fixture.append("a");
    disk.syncFails = true;
    fixture.spool.tend(FileSpool.SYNC_INTERVAL);
    assertThat(fixture.spool.stats().faults()).isEqualTo(1);
    disk.syncFails = false;

    assertThat(fixture.spool.sync(FileSpool.SYNC_INTERVAL)).as("nobody knows of \"a\"").isFalse();
    assertThat(fixture.append("b", 1, FileSpool.SYNC_INTERVAL + FileSpool.REST)).isTrue();
    assertThat(fixture.spool.load(9, 999, 2 * FileSpool.SYNC_INTERVAL))
        .extracting(SpoolFixture::text)
        .containsExactly("a", "b");
    fixture.close();
  }

  @Test
  void syncThatFailed_isForgottenWithWhatItWasOf() {
    FaultyFolder disk = new FaultyFolder(new DiskFolder(temp));
    SpoolFixture fixture = SpoolFixture.in(disk, 64 * SpoolFixture.MIB);
    fixture.append("a");
    disk.syncFails = true;
    assertThat(fixture.spool.sync(1)).isFalse();
    disk.syncFails = false;
    fixture.spool.load(9, 999, FileSpool.REST).forEach(l -> fixture.spool.remove(l.stored(), 2));
    assertThat(fixture.spool.sync(FileSpool.REST)).isTrue();
    fixture.close();
  }

  @Test
  void readThatFails_isTriedAgainAndGivenUpAfterThreeTimes() {
    SpoolFixture writer = SpoolFixture.in(temp);
    writer.append("bad", 5, 0);
    writer.append("good", 1, 0);
    writer.close();
    FaultyFolder disk = new FaultyFolder(new DiskFolder(temp));
    SpoolFixture fixture = SpoolFixture.in(disk, 64 * SpoolFixture.MIB).tended();
    disk.readsThatFail = 2;
    long now = 0;
    assertThat(fixture.spool.load(1, 999, now)).isEmpty();
    now += FileSpool.REST;
    assertThat(fixture.spool.load(1, 999, now)).isEmpty();
    now += FileSpool.REST;
    assertThat(fixture.spool.load(1, 999, now))
        .extracting(SpoolFixture::text)
        .containsExactly("bad");
    fixture.close();

    SpoolFixture again = SpoolFixture.in(disk, 64 * SpoolFixture.MIB).tended();
    for (int i = 0; i < 3; i++) {
      disk.readsThatFail = 1;
      assertThat(again.spool.load(9, 999, i * FileSpool.REST)).isEmpty();
    }
    assertThat(again.told.lostRecords).containsExactly(5L);
    assertThat(again.spool.load(9, 999, 3 * FileSpool.REST))
        .extracting(SpoolFixture::text)
        .containsExactly("good");
    again.close();
  }

  @Test
  void folderRemoved_whatWasInItIsLostAndCountedAndTheNextIsKeptInANewOne() throws IOException {
    Path folder = temp.resolve("spool");
    SpoolFixture fixture = SpoolFixture.in(folder);
    fixture.append("a", 3, 0);
    removeAll(folder);

    assertThat(fixture.append("b", 1, 0)).isTrue();
    assertThat(fixture.told.lostRecords).containsExactly(3L);
    assertThat(fixture.texts()).containsExactly("b");
    fixture.close();

    SpoolFixture next = SpoolFixture.in(folder).tended();
    assertThat(next.texts()).containsExactly("b");
    next.close();
  }

  @Test
  void folderRemoved_whileReading_isLostAndCounted() throws IOException {
    Path folder = temp.resolve("spool");
    SpoolFixture writer = SpoolFixture.in(folder);
    writer.append("a", 3, 0);
    writer.append("b", 4, 0);
    writer.close();
    SpoolFixture fixture = SpoolFixture.in(folder).tended();
    removeAll(folder);

    assertThat(fixture.texts()).isEmpty();
    assertThat(fixture.told.lostRecords).containsExactly(3L, 4L);
    assertThat(fixture.spool.isEmpty()).isTrue();
    fixture.close();
  }

  @Test
  void folderThatCannotBeMade_keepsNothingAndHurtsNobody() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    SpoolFixture fixture = SpoolFixture.in(file.resolve("spool")).tended();

    assertThat(fixture.append("a")).isFalse();
    assertThat(fixture.spool.stats().faults()).isPositive();
    assertThat(lines.list).hasSize(1);
    fixture.close();
  }

  @Test
  void interrupt_doesTheFilesNoHarm() {
    SpoolFixture fixture = SpoolFixture.in(temp);
    fixture.append("a");
    Thread.currentThread().interrupt();
    assertThat(fixture.append("b")).isTrue();
    assertThat(fixture.texts()).containsExactly("a", "b");
    fixture.spool.sync(0);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(fixture.spool.stats().faults()).isZero();
    fixture.close();
  }

  private static void removeAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
