/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.FrameType;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalReader;
import dev.tracehub.collector.journal.JournalStats;
import dev.tracehub.storage.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A journal that is a list: the position of a frame is its index; of a damaged one nothing is left.
 */
final class ListJournal implements Journal {

  private final List<Optional<Frame>> frames = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long released;

  @Override
  public CompletionStage<Long> append(
      FrameType type, String project, Retention retention, long receivedNanos, byte[] payload) {
    lock.lock();
    try {
      long position = frames.size();
      frames.add(
          Optional.of(
              new Frame(position, position + 1, type, project, retention, receivedNanos, payload)));
      grown.signalAll();
      return CompletableFuture.completedFuture(position + 1);
    } finally {
      lock.unlock();
    }
  }

  /** Appends a frame that no reader can read. */
  void appendDamaged() {
    lock.lock();
    try {
      frames.add(Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public JournalReader reader(long start) {
    return new JournalReader() {
      private long position = start;

      @Override
      public Optional<Frame> next(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
          long left = timeout.toNanos();
          while (true) {
            while (position >= frames.size()) {
              if (left <= 0) {
                return Optional.empty();
              }
              left = grown.awaitNanos(left);
            }
            Optional<Frame> frame = frames.get((int) position++);
            if (frame.isPresent()) {
              return frame;
            }
          }
        } finally {
          lock.unlock();
        }
      }

      @Override
      public long position() {
        return position;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public String id() {
    return "list";
  }

  @Override
  public long firstPosition() {
    return 0;
  }

  @Override
  public long boundaryBefore(long position) {
    return position;
  }

  @Override
  public long durablePosition() {
    lock.lock();
    try {
      return frames.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(long position) {
    lock.lock();
    try {
      released = position;
    } finally {
      lock.unlock();
    }
  }

  long released() {
    lock.lock();
    try {
      return released;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public JournalStats stats() {
    long end = durablePosition();
    return new JournalStats(JournalStats.State.OPEN, "", 0, 0, 1, 0, end, 0, 0, 0, end, 0, end);
  }

  @Override
  public void close() {}
}
