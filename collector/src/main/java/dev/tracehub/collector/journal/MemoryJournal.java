/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.collector.journal.JournalStats.State;
import dev.tracehub.collector.journal.JournalStatus.View;
import dev.tracehub.storage.Retention;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A journal without a disk: frames live until they are released, and all of them end with the
 * process. Bounded in bytes, counted as they would be on disk.
 */
final class MemoryJournal implements Journal {

  private final long maxBytes;
  private final String id = Identity.create().name();
  private final NavigableMap<Long, Frame> frames = new ConcurrentSkipListMap<>();
  private final DurableMark mark = new DurableMark(0);
  private final JournalStatus status = new JournalStatus();
  private final Object lock = new Object(); // for what changes the frames
  private long bytes; // guarded by lock
  private long appendedFrames; // guarded by lock
  private long firstPosition; // guarded by lock

  MemoryJournal(long maxBytes) {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + " (expected: > 0)");
    }
    this.maxBytes = maxBytes;
  }

  @Override
  public CompletionStage<Long> append(
      FrameType type, String project, Retention retention, long receivedNanos, byte[] payload) {
    long size = FrameHeader.padded((long) FrameHeader.BYTES + project.length() + payload.length);
    synchronized (lock) {
      if (status.view().state() == State.FAILED) {
        return CompletableFuture.failedFuture(status.view().refusal());
      }
      if (bytes + size > maxBytes) {
        status.full("memory limit of " + maxBytes + " bytes reached");
        return CompletableFuture.failedFuture(status.view().refusal());
      }
      long position = mark.position();
      long next = position + size;
      frames.put(
          position, new Frame(position, next, type, project, retention, receivedNanos, payload));
      bytes += size;
      appendedFrames++;
      mark.advance(next);
      return CompletableFuture.completedFuture(next);
    }
  }

  @Override
  public JournalReader reader(long position) {
    return new Reader(Math.min(position, mark.position()));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long firstPosition() {
    synchronized (lock) {
      return firstPosition;
    }
  }

  @Override
  public long boundaryBefore(long position) {
    Long start = frames.floorKey(position);
    return start == null ? position : start;
  }

  @Override
  public long durablePosition() {
    return mark.position();
  }

  @Override
  public void release(long position) {
    synchronized (lock) {
      long end = Math.min(position, mark.position());
      Map<Long, Frame> gone = frames.headMap(end);
      for (Frame frame : gone.values()) {
        bytes -= frame.nextPosition() - frame.position();
      }
      gone.clear();
      firstPosition = Math.max(firstPosition, end);
      status.opened();
    }
  }

  @Override
  public JournalStats stats() {
    synchronized (lock) {
      View view = status.view();
      long durable = mark.position();
      return new JournalStats(
          view.state(),
          view.reason(),
          0,
          maxBytes,
          0,
          firstPosition,
          durable,
          0,
          0,
          bytes,
          appendedFrames,
          durable,
          appendedFrames);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      status.failed("journal is closed", new IllegalStateException("closed"));
    }
  }

  private final class Reader implements JournalReader {
    private long position;

    Reader(long position) {
      this.position = position;
    }

    @Override
    public Optional<Frame> next(Duration timeout) throws InterruptedException {
      long deadline = System.nanoTime() + timeout.toNanos();
      while (mark.awaitAfter(position, deadline)) {
        long durable = mark.position();
        Map.Entry<Long, Frame> entry = frames.ceilingEntry(position);
        if (entry != null) {
          position = entry.getValue().nextPosition();
          return Optional.of(entry.getValue());
        }
        position = durable; // All that was in between was released.
      }
      return Optional.empty();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() {}
  }
}
