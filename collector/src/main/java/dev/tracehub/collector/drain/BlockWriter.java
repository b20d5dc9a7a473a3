/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.storage.Block;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes blocks until the store has them: waits and repeats what may succeed later, halves what the
 * store refuses as a whole until the record at fault is alone, and hands refused records on as dead
 * letters. For the drain's thread alone; the counters may be read by others.
 */
final class BlockWriter {

  private static final Logger log = LoggerFactory.getLogger(BlockWriter.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** The connection to a store that came back may be a bad one. */
  private static final int LIFE_TRIES = 5;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final SpanWriter store;
  private final DeadLetters deadLetters;
  private final Pause pause;
  private final RandomGenerator random;
  private final LongAdder stored = new LongAdder();
  private final LongAdder outages = new LongAdder();
  private boolean away;
  private boolean asked;
  private Optional<String> life = Optional.empty();
  private volatile String lastError = "";
  private volatile boolean retrying;

  /**
   * A block or a half of one.
   *
   * @param node 1 is the block, 2n and 2n + 1 are the halves of n
   */
  private record Part(Block block, long node) {}

  /** The parts of a block that a store refused. */
  interface Refusals {
    boolean contains(long node);

    /** Told before the halves of a part are written. */
    void add(long node);
  }

  /** Waits between tries. */
  @FunctionalInterface
  interface Pause {
    /** Waits; false when the drain is to stop instead. */
    boolean await(Duration time) throws InterruptedException;
  }

  BlockWriter(SpanWriter store, DeadLetters deadLetters, Pause pause, RandomGenerator random) {
    this.store = store;
    this.deadLetters = deadLetters;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Writes a block; false when the drain is to stop before the store had it.
   *
   * @param refusals what the store refused of the block, and will
   */
  boolean write(Block block, long position, Refusals refusals) throws InterruptedException {
    if (!asked) {
      asked = true;
      life = life();
    }
    return write(new Part(block, 1), position, refusals);
  }

  private boolean write(Part part, long position, Refusals refusals) throws InterruptedException {
    if (refusals.contains(part.node()) && part.block().records().size() > 1) {
      return writeHalves(part, position, refusals);
    }
    Duration wait = FIRST_PAUSE;
    while (true) {
      try {
        WriteResult result = store.write(part.block()).toCompletableFuture().join();
        succeeded(part.block(), position, result);
        return true;
      } catch (CompletionException | StorageException e) {
        StorageException failure = storageFailure(e);
        if (failure.family() == StorageException.Family.INVALID) {
          return refused(part, position, refusals, failure);
        }
        noteRetry(part.block(), failure);
        if (!pause.await(jittered(failure.retryAfter().orElse(wait)))) {
          return false;
        }
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : wait.multipliedBy(2);
      }
    }
  }

  private void succeeded(Block block, long position, WriteResult result) {
    if (away) {
      away = false;
      noteOutage();
    }
    retrying = false;
    stored.add(result.stored());
    for (WriteResult.Rejected rejected : result.rejected()) {
      deadLetters.add(
          block.records().get(rejected.index()),
          position,
          block.token() + "#" + rejected.index(),
          rejected.reason());
    }
  }

  /** A call that failed may have met a server that lost what it had; one that lives on has not. */
  private void noteOutage() {
    Optional<String> now = Optional.empty();
    for (int i = 0; i < LIFE_TRIES && now.isEmpty(); i++) {
      now = life();
    }
    if (now.isEmpty() || !now.equals(life)) {
      outages.increment();
    }
    life = now;
  }

  private Optional<String> life() {
    try {
      return store.life().toCompletableFuture().join();
    } catch (CompletionException | StorageException e) {
      return Optional.empty();
    }
  }

  private boolean refused(Part part, long position, Refusals refusals, StorageException failure)
      throws InterruptedException {
    Block block = part.block();
    if (block.records().size() == 1) {
      deadLetters.add(
          block.records().get(0), position, block.token(), String.valueOf(failure.getMessage()));
      return true;
    }
    refusals.add(part.node());
    return writeHalves(part, position, refusals);
  }

  private boolean writeHalves(Part part, long position, Refusals refusals)
      throws InterruptedException {
    String token = part.block().token();
    List<StoredRecord> records = part.block().records();
    int middle = records.size() / 2;
    Block left = new Block(token + "l", records.subList(0, middle));
    Block right = new Block(token + "r", records.subList(middle, records.size()));
    return write(new Part(left, 2 * part.node()), position, refusals)
        && write(new Part(right, 2 * part.node() + 1), position, refusals);
  }

  private void noteRetry(Block block, StorageException failure) {
    lastError = String.valueOf(failure.getMessage());
    away |= failure.family() == StorageException.Family.INTERNAL;
    if (!retrying) {
      retrying = true;
      log.warn("store refuses block {}: {}; retrying until it takes it", block.token(), lastError);
    }
  }

  private Duration jittered(Duration wait) {
    return Duration.ofNanos((long) (wait.toNanos() * (0.5 + random.nextDouble() / 2)));
  }

  private static StorageException storageFailure(RuntimeException e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof StorageException failure
        ? failure
        : StorageException.internal("store failed unexpectedly: " + cause, cause);
  }

  long stored() {
    return stored.sum();
  }

  /** How often the store came back and may have lost what it had acknowledged. */
  long outages() {
    return outages.sum();
  }

  boolean isRetrying() {
    return retrying;
  }

  String lastError() {
    return lastError;
  }
}
