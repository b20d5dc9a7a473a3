/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a journal: the writer, the keeper of segments, and one that completes stages. None
 * is ever interrupted: an interrupt closes the file that its thread is at.
 */
final class JournalThreads {

  private static final long ACKS_CLOSE_SECONDS = 10;

  private final ExecutorService acks =
      Executors.newSingleThreadExecutor(task -> thread(task, "journal-acks"));
  private final JournalWriter writer;
  private final AppendQueue queue;
  private final SegmentKeeper keeper;
  private final Thread writerThread;
  private final Thread keeperThread;

  JournalThreads(
      FrameWriter frames,
      AppendQueue queue,
      SegmentKeeper keeper,
      DurableMark mark,
      JournalFate fate) {
    this.queue = queue;
    this.keeper = keeper;
    this.writer = new JournalWriter(queue, frames, mark, fate, acks);
    this.writerThread = thread(writer, "journal-writer");
    this.keeperThread = thread(keeper, "journal-keeper");
  }

  JournalWriter writer() {
    return writer;
  }

  void start() {
    keeperThread.start();
    writerThread.start();
  }

  /** Lets the writer finish what waits, then ends all threads. */
  void close() {
    queue.close();
    boolean interrupted = join(writerThread);
    keeper.close();
    interrupted |= join(keeperThread);
    acks.shutdown();
    try {
      acks.awaitTermination(ACKS_CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a thread's end whatever happens; returns whether the caller was interrupted. */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
