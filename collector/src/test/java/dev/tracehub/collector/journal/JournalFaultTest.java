/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static dev.tracehub.collector.journal.JournalTesting.append;
import static dev.tracehub.collector.journal.JournalTesting.payload;
import static dev.tracehub.collector.journal.JournalTesting.payloads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.journal.SimulatedDisk.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What senders and operators see when the disk fails. */
@Timeout(60)
class JournalFaultTest {

  private final SimulatedDisk disk = new SimulatedDisk();
  private final AtomicInteger fatal = new AtomicInteger();
  private final AtomicReference<Throwable> cause = new AtomicReference<>();

  private JournalConfig config() {
    return config(1 << 20);
  }

  private JournalConfig config(long maxBytes) {
    return JournalConfig.builder(Ledger.config(SyncMode.ALWAYS).directory())
        .segmentBytes(16 << 10)
        .maxBytes(maxBytes)
        .minFreeBytes(0)
        .onFatal(
            failure -> {
              cause.set(failure);
              fatal.incrementAndGet();
            })
        .build();
  }

  @Test
  void sync_thatFailsOnce_endsAcknowledgementsUntilARestart() throws Exception {
    Journal journal = FileJournal.open(disk, config());
    append(journal, payload(1, 100));
    failOnce(Call.FORCE, ".journal");

    assertThatThrownBy(() -> append(journal, payload(2, 100)))
        .hasCauseInstanceOf(JournalFailedException.class);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> append(journal, payload(3, 100)))
          .hasCauseInstanceOf(JournalFailedException.class)
          .hasMessageContaining("injected");
    }
    assertThat(journal.stats().state()).isEqualTo(JournalStats.State.FAILED);
    assertThat(journal.stats().queuedBytes()).isZero();
    assertThat(payloads(journal)).containsExactly(payload(1, 100));
    await().until(() -> fatal.get() == 1);
    assertThat(cause.get()).hasMessageContaining("injected");
    journal.close();
  }

  @Test
  void sync_thatFailed_leavesNothingThatASecondPowerCutTakesBack() throws Exception {
    long seed = new Random().nextLong();
    Journal journal = FileJournal.open(disk, config());
    append(journal, payload(1, 5000));
    failOnce(Call.FORCE, ".journal");
    assertThatThrownBy(() -> append(journal, payload(2, 5000))).isNotNull();
    journal.close();

    // The next process finds the frame in the page cache, where its pages count as clean.
    SimulatedDisk restarted = disk.afterKill();
    List<byte[]> readable;
    try (Journal next = FileJournal.open(restarted, config())) {
      readable = payloads(next);
      restarted.fault(new PowerCut(0));
    }
    SimulatedDisk left = restarted.afterPowerCut(new Random(seed));
    try (Journal last = FileJournal.open(left, config())) {
      assertThat(payloads(last)).as("seed %d", seed).containsExactlyElementsOf(readable);
    }
  }

  @Test
  void write_thatFails_endsAcknowledgements() throws Exception {
    Journal journal = FileJournal.open(disk, config());
    append(journal, payload(1, 100));
    failOnce(Call.WRITE, ".journal");
    assertThatThrownBy(() -> append(journal, payload(2, 100)))
        .hasCauseInstanceOf(JournalFailedException.class);
    await().until(() -> fatal.get() == 1);
    journal.close();
    try (Journal next = FileJournal.open(disk.afterKill(), config())) {
      assertThat(payloads(next)).containsExactly(payload(1, 100));
      append(next, payload(3, 100));
    }
  }

  @Test
  void failure_refusesAllThatWaits() throws Exception {
    Journal journal = FileJournal.open(disk, config());
    append(journal, payload(0, 10));
    CountDownLatch waiting = new CountDownLatch(1);
    disk.fault(
        (call, name) -> {
          if (call == Call.FORCE) {
            awaitLatch(waiting);
            throw new IOException("injected");
          }
        });
    List<CompletableFuture<Long>> pending = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pending.add(
          journal.append(FrameType.TRACE_BATCH, "p", i, payload(i, 50)).toCompletableFuture());
    }
    waiting.countDown();
    for (CompletableFuture<Long> one : pending) {
      assertThatThrownBy(one::join).hasCauseInstanceOf(JournalFailedException.class);
    }
    journal.close();
  }

  @Test
  void segment_whoseSyncFails_isAFailure() throws Exception {
    failOnce(Call.FORCE, ".tmp");
    // The first files that are synced are small ones of the journal itself.
    assertThatThrownBy(() -> FileJournal.open(disk, config())).hasMessageContaining("injected");
    disk.fault(new FailSegmentSync());
    Journal journal = FileJournal.open(disk, config());
    assertThatThrownBy(() -> append(journal, payload(1, 10))).hasMessageContaining("injected");
    await().until(() -> journal.stats().state() == JournalStats.State.FAILED);
    await().until(() -> fatal.get() == 1);
    journal.close();
  }

  private static final class FailSegmentSync implements SimulatedDisk.Fault {
    @Override
    public void before(Call call, String name) throws IOException {
      if (call == Call.FORCE && name.endsWith(".journal.tmp")) {
        throw new IOException("injected");
      }
    }
  }

  @Test
  void shortWrites_areWrittenToTheEnd() throws Exception {
    disk.longestWrite(7);
    try (Journal journal = FileJournal.open(disk, config())) {
      append(journal, payload(1, 1000));
      append(journal, payload(2, 1000));
    }
    try (Journal journal = FileJournal.open(disk.afterPowerCut(new Random(1)), config())) {
      assertThat(payloads(journal)).containsExactly(payload(1, 1000), payload(2, 1000));
    }
  }

  @Test
  void fullDisk_refusesBeforeTheWriterMeetsIt_andOpensAgain() throws Exception {
    disk.capacity((2 * 16 << 10) + 1000);
    try (Journal journal = FileJournal.open(disk, config())) {
      int taken = appendUntilFull(journal, "");
      assertThat(journal.stats().state()).isEqualTo(JournalStats.State.FULL);
      assertThat(payloads(journal)).hasSize(taken);
      disk.capacity(1 << 20);
      await().until(() -> journal.stats().state() == JournalStats.State.OPEN);
      append(journal, payload(2, 1000));
      assertThat(journal.stats().reason()).isEmpty();
    }
    assertThat(fatal).hasValue(0);
  }

  @Test
  void segment_thatCannotBeWritten_leavesTheJournalFullAndNoFile() throws Exception {
    try (Journal journal = FileJournal.open(disk, config())) {
      append(journal, payload(1, 10));
      await().until(() -> journal.stats().segments() == 2);
      disk.fault(
          (call, name) -> {
            if (call == Call.WRITE && name.endsWith(".journal.tmp")) {
              throw new IOException("No space left on device");
            }
          });
      appendUntilFull(journal, "No space left on device");
      disk.fault((call, name) -> {});
      await().until(() -> journal.stats().state() == JournalStats.State.OPEN);
      append(journal, payload(1, 10));
    }
    assertThat(disk.list()).noneMatch(name -> name.endsWith(".tmp"));
    assertThat(fatal).hasValue(0);
  }

  @Test
  void queue_thatIsFull_refusesAtOnce() throws Exception {
    JournalConfig small =
        JournalConfig.builder(config().directory())
            .segmentBytes(16 << 10)
            .minFreeBytes(0)
            .queueBytes(4000)
            .build();
    CountDownLatch stuck = new CountDownLatch(1);
    try (Journal journal = FileJournal.open(disk, small)) {
      append(journal, payload(0, 10));
      disk.fault(
          (call, name) -> {
            if (call == Call.FORCE) {
              awaitLatch(stuck);
            }
          });
      List<CompletableFuture<Long>> pending = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        pending.add(
            journal.append(FrameType.TRACE_BATCH, "p", 1, new byte[900]).toCompletableFuture());
      }
      assertThat(journal.stats().queuedBytes()).isBetween(3600L, 4000L);
      assertThatThrownBy(() -> append(journal, new byte[900]))
          .hasCauseInstanceOf(JournalFullException.class)
          .hasMessageContaining("more than 4000 bytes wait for the disk");
      stuck.countDown();
      pending.forEach(CompletableFuture::join);
      append(journal, new byte[900]);
    }
  }

  @Test
  void append_isAcknowledgedOnAThreadThatIsNotTheWriters() throws Exception {
    CountDownLatch registered = new CountDownLatch(1);
    try (Journal journal = FileJournal.open(disk, config())) {
      append(journal, payload(0, 10));
      disk.fault(
          (call, name) -> {
            if (call == Call.FORCE) {
              awaitLatch(registered);
            }
          });
      CompletableFuture<String> thread =
          journal
              .append(FrameType.TRACE_BATCH, "p", 1, new byte[9])
              .thenApply(end -> Thread.currentThread().getName())
              .toCompletableFuture();
      registered.countDown();
      assertThat(thread.join()).isEqualTo("journal-acks");
    }
  }

  @Test
  void appendsThatWaitTogether_shareASync() throws Exception {
    CountDownLatch gathered = new CountDownLatch(1);
    AtomicInteger syncs = new AtomicInteger();
    try (Journal journal = FileJournal.open(disk, config())) {
      append(journal, payload(0, 10));
      await().until(() -> journal.stats().segments() == 2);
      disk.fault(
          (call, name) -> {
            if (call == Call.FORCE) {
              syncs.incrementAndGet();
              awaitLatch(gathered);
            }
          });
      List<CompletableFuture<Long>> pending = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        pending.add(
            journal.append(FrameType.TRACE_BATCH, "p", 1, new byte[9]).toCompletableFuture());
      }
      gathered.countDown();
      pending.forEach(CompletableFuture::join);
      assertThat(syncs.get()).isBetween(1, 2);
    }
  }

  private int appendUntilFull(Journal journal, String reason) {
    int taken = 0;
    while (true) {
      try {
        append(journal, payload(taken, 1000));
        taken++;
        assertThat(taken).isLessThan(100);
      } catch (RuntimeException e) {
        assertThat(e).hasCauseInstanceOf(JournalFullException.class).hasMessageContaining(reason);
        return taken;
      }
    }
  }

  private void failOnce(Call failing, String suffix) {
    AtomicInteger left = new AtomicInteger(1);
    disk.fault(
        (call, name) -> {
          if (call == failing && name.endsWith(suffix) && left.getAndDecrement() > 0) {
            throw new IOException("injected");
          }
        });
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
