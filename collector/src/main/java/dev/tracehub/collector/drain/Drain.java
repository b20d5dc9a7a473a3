/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.ledger.BlockLedger;
import dev.tracehub.collector.ledger.Stretch;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.SpanWriter;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what the journal holds into the store, in the journal's order: one thread decodes, another
 * waits for the store. A frame that cannot be decoded and a record that the store refuses become
 * dead letters; a store that is down is waited for. Nothing is skipped otherwise.
 *
 * <p>Effectively once: the boundaries of a block are in the ledger before it is sent, so that the
 * same block, under the same token, is what is sent again after a crash of either side.
 */
public final class Drain implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  private final Parts parts;
  private final DrainConfig config;
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
   * @param ledger what is known of the blocks that were sent
   * @param store where records go
   * @param decoders make what turns the one into the other; each has seen nothing yet
   * @param deadLetters takes what the store refuses
   * @param onStored told of each block when the store has it, on the drain's thread: must be quick
   * @param onFatal told when the drain cannot go on: the process should end
   */
  public record Parts(
      Journal journal,
      BlockLedger ledger,
      SpanWriter store,
      Supplier<FrameDecoder> decoders,
      DeadLetters deadLetters,
      Consumer<Block> onStored,
      Consumer<Throwable> onFatal) {}

  /** A drain that goes on where the ledger says; call {@link #start}. */
  public Drain(DrainConfig config, Parts parts) {
    this.config = config;
    this.parts = parts;
    this.storedPosition = new StoredPosition(DrainPass.start(parts));
    this.replayEnd = parts.journal().durablePosition();
    this.writer =
        new BlockWriter(
            parts.store(), parts.deadLetters(), this::pause, RandomGenerator.getDefault());
    this.thread = new Thread(this::run, "tracehub-drain");
    if (storedPosition.get() >= replayEnd) {
      replayed.countDown();
    }
  }

  /** Starts the drain's threads. */
  public void start() {
    thread.start();
  }

  private void run() {
    try (StoreLane lane = new StoreLane()) {
      while (!isStopping()) {
        new DrainPass(this, config, parts, writer, lane).run();
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

  /** Whether the drain is to stop. */
  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** When the oldest record that waits was received; 0 when none waits. */
  void waitingSince(long receivedNanos) {
    oldestWaitingNanos = receivedNanos;
  }

  /**
   * Nothing before the position waits any more: it is stored, or the reader found no whole frame in
   * it, as after a torn tail, and nobody may wait for that.
   */
  void passed(long position) {
    if (position >= replayEnd) {
      replayed.countDown(); // First: who waited for the position finds the replay done.
    }
    if (position > storedPosition.get()) {
      storedPosition.advance(position);
    }
  }

  /** Whether it was sent before, and the store took it. */
  boolean isStored(Stretch stretch) {
    return stretch.end() <= storedPosition.get();
  }

  /** Waits; false when the drain is to stop instead. */
  boolean pause(Duration time) throws InterruptedException {
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
        : Math.max(0, (storedPosition.get() - start) / (double) (replayEnd - start));
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
