/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.collector.journal.JournalStats.State;
import dev.tracehub.collector.journal.JournalStatus.View;
import dev.tracehub.storage.Retention;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal in a folder. */
final class FileJournal implements Journal {

  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

  private final Disk disk;
  private final JournalConfig config;
  private final Closeable lock;
  private final Quarantine quarantine;
  private final Recovered recovered;
  private final AppendQueue queue;
  private final JournalFate fate;
  private final DurableMark mark;
  private final SegmentKeeper keeper;
  private final JournalThreads threads;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FileJournal(Disk disk, JournalConfig config, Closeable lock) throws IOException {
    this.disk = disk;
    this.config = config;
    this.lock = lock;
    this.quarantine = Quarantine.open(disk, config.minFreeBytes());
    this.recovered = Recovery.run(disk, quarantine, config.segmentBytes());
    this.queue = new AppendQueue(config.queueBytes());
    this.fate = new JournalFate(queue, config.onFatal());
    this.mark = new DurableMark(recovered.nextPosition());
    this.keeper = new SegmentKeeper(disk, config, recovered, fate);
    noteSession(config.sync() == SyncMode.ALWAYS ? Session.State.SYNCED : Session.State.RELAXED);
    FrameWriter frames = FrameWriter.resume(disk, keeper, config.sync(), recovered);
    this.threads = new JournalThreads(frames, queue, keeper, mark, fate);
  }

  /** Recovers the journal of the folder and opens it. */
  static FileJournal open(Disk disk, JournalConfig config) throws IOException {
    Closeable lock = disk.lock();
    try {
      FileJournal journal = new FileJournal(disk, config, lock);
      if (config.sync() == SyncMode.INTERVAL) {
        journal.threads.writer().syncEvery(config.syncInterval().toNanos());
      }
      journal.threads.start();
      return journal;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public CompletionStage<Long> append(
      FrameType type, String project, Retention retention, long receivedNanos, byte[] payload) {
    View view = fate.status().view();
    if (view.state() != State.OPEN) {
      return CompletableFuture.failedFuture(view.refusal());
    }
    PendingAppend append = PendingAppend.of(type, project, retention, receivedNanos, payload);
    long largest = config.segmentBytes() - SegmentHeader.BYTES;
    if (append.frameBytes() > largest) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "frame: " + append.frameBytes() + " bytes (expected: <= " + largest + ")"));
    }
    return switch (queue.offer(append)) {
      case TAKEN -> append.done();
      case FULL ->
          CompletableFuture.failedFuture(
              new JournalFullException(
                  "more than " + config.queueBytes() + " bytes wait for the disk"));
      case CLOSED -> CompletableFuture.failedFuture(fate.status().view().refusal());
    };
  }

  @Override
  public JournalReader reader(long position) {
    return new FileJournalReader(disk, recovered.catalog(), mark, quarantine, position);
  }

  @Override
  public String id() {
    return recovered.identity().name();
  }

  @Override
  public long firstPosition() {
    return recovered.catalog().first().map(Segment::first).orElseGet(mark::position);
  }

  @Override
  public long boundaryBefore(long position) {
    return recovered
        .catalog()
        .from(position)
        .map(segment -> Math.min(segment.first(), position))
        .orElse(position);
  }

  @Override
  public long durablePosition() {
    return mark.position();
  }

  @Override
  public void release(long position) {
    keeper.release(Math.min(position, mark.position()));
  }

  @Override
  public JournalStats stats() {
    View view = fate.status().view();
    JournalWriter writer = threads.writer();
    return new JournalStats(
        view.state(),
        view.reason(),
        keeper.diskBytes(),
        config.maxBytes(),
        keeper.segments(),
        firstPosition(),
        durablePosition(),
        recovered.tornFrames(),
        quarantine.frames(),
        queue.bytes(),
        writer.appendedFrames(),
        writer.appendedBytes(),
        writer.groups());
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    threads.close();
    try (lock) {
      if (fate.status().view().state() != State.FAILED) {
        noteSession(Session.State.CLOSED);
      }
    } catch (IOException e) {
      LOG.warn("cannot note that the journal was closed; the next start looks closer", e);
    }
  }

  private void noteSession(Session.State state) throws IOException {
    new Session(recovered.epoch(), state).write(disk);
  }
}
