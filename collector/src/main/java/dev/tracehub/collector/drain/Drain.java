/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalReader;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what the journal holds into the store, on one thread of its own, in the journal's order. A
 * frame that cannot be decoded and a record that the store refuses become dead letters; a store
 * that is down is waited for. Nothing is skipped otherwise.
 */
public final class Drain implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final Duration IDLE_WAIT = Duration.ofMillis(250);

  private final DrainConfig config;
  private final Parts parts;
  private final BlockWriter writer;
  private final StoredPosition storedPosition;
  private final long replayEnd;
  private final CountDownLatch replayed = new CountDownLatch(1);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile long oldestWaitingNanos;
  private volatile boolean stopped;

  /**
   * What a drain works with.
   *
   * @param journal where frames come from
   * @param store where records go
   * @param decoder turns the one into the other
   * @param deadLetters takes what the store refuses
   * @param onStored told of each block when the store has it, on the drain's thread: must be quick
   * @param onFatal told when the drain cannot go on: the process should end
   */
  public record Parts(
      Journal journal,
      SpanWriter store,
      FrameDecoder decoder,
      DeadLetters deadLetters,
      Consumer<Block> onStored,
      Consumer<Throwable> onFatal) {}

  /** A drain that begins at a position; call {@link #start}. */
  public Drain(DrainConfig config, Parts parts, long position) {
    this.config = config;
    this.parts = parts;
    this.storedPosition = new StoredPosition(position);
    this.replayEnd = parts.journal().durablePosition();
    this.writer =
        new BlockWriter(
            parts.store(), parts.deadLetters(), this::pause, RandomGenerator.getDefault());
    this.thread = new Thread(this::run, "tracehub-drain");
    if (position >= replayEnd) {
      replayed.countDown();
    }
  }

  /** Starts the drain's thread. */
  public void start() {
    thread.start();
  }

  private void run() {
    try (JournalReader reader = parts.journal().reader(storedPosition.get())) {
      while (stopping.getCount() > 0) {
        Optional<Frame> first = reader.next(IDLE_WAIT);
        if (first.isEmpty()) {
          passed(reader.position());
        } else if (!drainBlock(reader, first.get())) {
          break;
        }
      }
    } catch (InterruptedException e) {
      log.debug("drain interrupted");
    } catch (RuntimeException | Error e) {
      log.error("drain cannot go on", e);
      parts.onFatal().accept(e);
    } finally {
      stopped = true;
    }
  }

  /** Fills one block, beginning with a frame, and writes it; false when the drain is to stop. */
  private boolean drainBlock(JournalReader reader, Frame first) throws InterruptedException {
    OpenBlock block = new OpenBlock(storedPosition.get(), System.nanoTime());
    oldestWaitingNanos = first.receivedNanos();
    Optional<Frame> frame = Optional.of(first);
    while (frame.isPresent()) {
      block.add(frame.get(), decode(frame.get()));
      if (block.isFull(config) || stopping.getCount() == 0) {
        break;
      }
      frame = reader.next(remaining(block));
    }
    if (!write(block)) {
      return false;
    }
    oldestWaitingNanos = 0;
    passed(block.end());
    return true;
  }

  /**
   * Nothing before the position waits any more: it is stored, or the reader found no whole frame in
   * it, as after a torn tail, and nobody may wait for that.
   */
  private void passed(long position) {
    if (position > storedPosition.get()) {
      storedPosition.advance(position);
      parts.journal().release(position);
    }
    if (position >= replayEnd) {
      replayed.countDown();
    }
  }

  private Duration remaining(OpenBlock block) {
    long left = config.maxAge().toNanos() - (System.nanoTime() - block.openedNanos());
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }

  private List<StoredRecord> decode(Frame frame) {
    try {
      return parts.decoder().decode(frame);
    } catch (RuntimeException e) {
      log.error("frame at {} cannot be decoded", frame.position(), e);
      parts.deadLetters().add(frame, "cannot be decoded: " + e);
      return List.of();
    }
  }

  private boolean write(OpenBlock open) throws InterruptedException {
    Block block = open.seal(parts.journal().id());
    if (block.records().isEmpty()) {
      return true;
    }
    if (!writer.write(block, open.start())) {
      return false;
    }
    parts.onStored().accept(block);
    return true;
  }

  private boolean pause(Duration time) throws InterruptedException {
    return !stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Completes when everything before the position is in the store. */
  public CompletionStage<Void> stored(long position) {
    return storedPosition.await(position);
  }

  /** Whether everything that the journal held at the start is in the store. */
  public boolean isReplayed() {
    return replayed.getCount() == 0;
  }

  /** The share of the replay that is done, from 0 to 1. */
  public double replayProgress(long start) {
    return isReplayed() || replayEnd <= start
        ? 1
        : (storedPosition.get() - start) / (double) (replayEnd - start);
  }

  /** Where the drain stands. */
  public DrainStats stats() {
    return new DrainStats(
        state(),
        storedPosition.get(),
        Math.max(0, parts.journal().durablePosition() - storedPosition.get()),
        oldestWaitingNanos,
        writer.stored(),
        parts.deadLetters().count(),
        writer.lastError());
  }

  private DrainStats.State state() {
    if (stopped) {
      return DrainStats.State.STOPPED;
    }
    if (writer.isRetrying()) {
      return DrainStats.State.RETRYING;
    }
    return isReplayed() ? DrainStats.State.RUNNING : DrainStats.State.REPLAYING;
  }

  /** Stops after the block under way. What is not stored stays in the journal. */
  @Override
  public void close() {
    stopping.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
