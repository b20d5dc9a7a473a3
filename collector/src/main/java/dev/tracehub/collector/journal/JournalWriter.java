/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The writer's thread: takes what waits, writes it, syncs once, and tells all who waited.
 *
 * <p>A group ends when nothing waits, at 1 MiB or after 2 ms. There is no waiting for more: while
 * one group is synced the next gathers.
 */
final class JournalWriter implements Runnable {

  private static final long GROUP_BYTES = 1 << 20;
  private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final AppendQueue queue;
  private final FrameWriter frames;
  private final DurableMark mark;
  private final JournalFate fate;
  private final Executor acks;
  private final LongAdder appendedFrames = new LongAdder();
  private final LongAdder appendedBytes = new LongAdder();
  private final LongAdder groups = new LongAdder();
  private long syncNanos = Long.MAX_VALUE;
  private long lastSync = System.nanoTime();
  private CommitGroup group = new CommitGroup();

  JournalWriter(
      AppendQueue queue, FrameWriter frames, DurableMark mark, JournalFate fate, Executor acks) {
    this.queue = queue;
    this.frames = frames;
    this.mark = mark;
    this.fate = fate;
    this.acks = acks;
  }

  /** Syncs at an interval, besides the syncs that the groups make. */
  void syncEvery(long nanos) {
    syncNanos = nanos;
  }

  long appendedFrames() {
    return appendedFrames.sum();
  }

  long appendedBytes() {
    return appendedBytes.sum();
  }

  long groups() {
    return groups.sum();
  }

  @Override
  public void run() {
    try {
      while (awaitWork() && !failed()) {
        commitGroup();
        syncWhenDue();
      }
      if (!failed()) {
        frames.force();
      }
    } catch (Throwable e) { // Whatever it is, those who wait must hear of it.
      fate.fail("journal could not be written", e);
    } finally {
      refuseAll();
      closeFile();
    }
  }

  private boolean failed() {
    return fate.status().view().state() == JournalStats.State.FAILED;
  }

  private boolean awaitWork() {
    try {
      return queue.await(Math.max(0, syncNanos - (System.nanoTime() - lastSync)));
    } catch (InterruptedException e) {
      return true; // Nobody has a reason to interrupt; closing the queue ends the thread.
    }
  }

  private void commitGroup() throws IOException {
    long start = System.nanoTime();
    do {
      PendingAppend next = queue.poll();
      if (next == null) {
        break;
      }
      group.begin(next);
      try {
        group.written(frames.append(next));
      } catch (JournalFullException e) {
        group.refused(e);
      }
    } while (group.bytes() < GROUP_BYTES && System.nanoTime() - start < GROUP_NANOS);
    if (!group.isEmpty()) {
      frames.commit();
      publish(group);
      group = new CommitGroup();
    }
  }

  private void publish(CommitGroup committed) {
    if (committed.end() > 0) {
      mark.advance(committed.end());
    }
    groups.increment();
    appendedFrames.add(committed.frames());
    appendedBytes.add(committed.frameBytes());
    queue.settled(committed.bytes());
    acks.execute(committed::complete);
  }

  private void syncWhenDue() throws IOException {
    if (System.nanoTime() - lastSync >= syncNanos) {
      frames.force();
      lastSync = System.nanoTime();
    }
  }

  /** After a failure; after a close nothing is left. */
  private void refuseAll() {
    for (PendingAppend next = queue.poll(); next != null; next = queue.poll()) {
      group.begin(next);
    }
    if (!group.isEmpty()) {
      CommitGroup refused = group;
      RuntimeException refusal = fate.status().view().refusal();
      queue.settled(refused.bytes());
      acks.execute(() -> refused.refuseAll(refusal));
    }
  }

  private void closeFile() {
    try {
      frames.close();
    } catch (IOException e) {
      fate.fail("journal could not be closed", e);
    }
  }
}
