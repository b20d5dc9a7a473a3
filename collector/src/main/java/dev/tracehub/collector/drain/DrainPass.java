/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.drain;

import dev.tracehub.collector.journal.Frame;
import dev.tracehub.collector.journal.Journal;
import dev.tracehub.collector.journal.JournalReader;
import dev.tracehub.collector.ledger.SentBlock;
import dev.tracehub.collector.ledger.Stretch;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StoredRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass of the drain over the journal: sends again what may have been lost, and goes on from
 * there until the drain stops or the store comes back from an outage that may have cost it what it
 * had acknowledged. Then the next pass begins.
 *
 * <p>What a frame becomes depends on the frames before it (usage roles), so a pass begins by
 * reading some of what came before.
 */
final class DrainPass {

  private static final Logger log = LoggerFactory.getLogger(DrainPass.class);
  private static final Duration IDLE_WAIT = Duration.ofMillis(250);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

  private final Drain drain;
  private final DrainConfig config;
  private final Drain.Parts parts;
  private final BlockWriter writer;
  private final StoreLane lane;
  private final FrameDecoder decoder;
  private final long outages;

  DrainPass(
      Drain drain, DrainConfig config, Drain.Parts parts, BlockWriter writer, StoreLane lane) {
    this.drain = drain;
    this.config = config;
    this.parts = parts;
    this.writer = writer;
    this.lane = lane;
    this.decoder = parts.decoders().get();
    this.outages = writer.outages();
  }

  /** Where a pass that starts now would begin to send. */
  static long start(Drain.Parts parts) {
    List<SentBlock> again = toSendAgain(parts);
    return again.isEmpty()
        ? Math.max(parts.ledger().nextPosition(), parts.journal().firstPosition())
        : again.get(0).stretch().start();
  }

  /** The blocks to send again that the journal still holds. */
  private static List<SentBlock> toSendAgain(Drain.Parts parts) {
    long first = parts.journal().firstPosition();
    return parts.ledger().toSendAgain().stream()
        .filter(sent -> sent.stretch().start() >= first)
        .toList();
  }

  void run() throws InterruptedException {
    List<SentBlock> again = toSendAgain(parts);
    long start = start(parts);
    remember(start);
    try (JournalReader reader = parts.journal().reader(start)) {
      boolean goesOn = true;
      for (int i = 0; i < again.size() && goesOn && !drain.isStopping(); i++) {
        goesOn = sendAgain(reader, again.get(i));
      }
      while (goesOn && !drain.isStopping() && !isOutdated()) {
        Optional<Frame> first = reader.next(lane.isBusy() ? Duration.ZERO : IDLE_WAIT);
        goesOn = first.isPresent() ? sendNext(reader, first.get()) : idle(reader.position());
      }
      lane.await();
    }
  }

  /** Reads what came before a position, for what the decoder remembers of it. */
  private void remember(long start) throws InterruptedException {
    Journal journal = parts.journal();
    long from =
        journal.boundaryBefore(Math.max(journal.firstPosition(), start - config.memoryBytes()));
    if (from >= start) {
      return;
    }
    try (JournalReader reader = journal.reader(from)) {
      while (reader.position() < start && !drain.isStopping()) {
        Optional<Frame> frame = reader.next(Duration.ZERO);
        if (frame.isEmpty() || frame.get().position() >= start) {
          return;
        }
        decode(frame.get(), decoder::recall);
      }
    }
  }

  /** Whether the store was away and there are blocks that it may have lost meanwhile. */
  private boolean isOutdated() {
    return writer.outages() != outages && !toSendAgain(parts).isEmpty();
  }

  /** Nothing came: waits for what is under way, then nothing before the position is left. */
  private boolean idle(long position) throws InterruptedException {
    if (!lane.await()) {
      return false;
    }
    drain.waitingSince(0);
    passed(position);
    return true;
  }

  private boolean sendAgain(JournalReader reader, SentBlock sent) throws InterruptedException {
    OpenBlock block = new OpenBlock(sent.stretch().start(), System.nanoTime());
    while (block.end() < sent.stretch().end()) {
      Optional<Frame> frame = reader.next(Duration.ZERO);
      if (frame.isEmpty() || frame.get().position() >= sent.stretch().end()) {
        log.error("the journal no longer holds all of block {}", sent.stretch());
        break;
      }
      block.add(frame.get(), decode(frame.get(), decoder));
    }
    return block.isEmpty() || send(block, sent);
  }

  /** Fills one block, beginning with a frame, and sends it; false when the drain is to stop. */
  private boolean sendNext(JournalReader reader, Frame first) throws InterruptedException {
    OpenBlock block = new OpenBlock(first.position(), System.nanoTime());
    if (!lane.isBusy()) {
      drain.waitingSince(first.receivedNanos()); // Else what the store has not taken is older.
    }
    Optional<Frame> frame = Optional.of(first);
    while (frame.isPresent()) {
      block.add(frame.get(), decodeOrBury(frame.get()));
      if (block.isFull(config) || drain.isStopping()) {
        break;
      }
      frame = reader.next(remaining(block));
    }
    return send(block, SentBlock.unseen(new Stretch(block.start(), block.end())));
  }

  private Duration remaining(OpenBlock block) {
    long left = config.maxAge().toNanos() - (System.nanoTime() - block.openedNanos());
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }

  private List<StoredRecord> decode(Frame frame, FrameDecoder how) throws InterruptedException {
    try {
      return decodeWhenPossible(frame, how);
    } catch (RuntimeException e) {
      return List.of(); // It became a dead letter when it was decoded first.
    }
  }

  /** Waits for the store where that must be asked, as for the prices of a project. */
  private List<StoredRecord> decodeWhenPossible(Frame frame, FrameDecoder how)
      throws InterruptedException {
    while (true) {
      try {
        return how.decode(frame);
      } catch (StorageException e) {
        log.warn("frame at {} waits for the store: {}", frame.position(), e.getMessage());
        if (!drain.pause(STORE_PAUSE)) {
          throw new InterruptedException("the drain is to stop");
        }
      }
    }
  }

  private List<StoredRecord> decodeOrBury(Frame frame) throws InterruptedException {
    try {
      return decodeWhenPossible(frame, decoder);
    } catch (RuntimeException e) {
      log.error("frame at {} cannot be decoded", frame.position(), e);
      parts.deadLetters().add(frame, "cannot be decoded: " + e);
      return List.of();
    }
  }

  private boolean send(OpenBlock open, SentBlock sent) throws InterruptedException {
    Block block = open.seal(parts.journal().id());
    long received = open.receivedNanos();
    return lane.submit(
        () -> {
          drain.waitingSince(received);
          return write(block, sent);
        });
  }

  private boolean write(Block block, SentBlock sent) throws InterruptedException {
    Stretch stretch = sent.stretch();
    if (!block.records().isEmpty()) {
      ledger(() -> parts.ledger().begin(stretch));
      boolean written = writer.write(block, stretch.start(), refusals(sent));
      if (!written) {
        return false;
      }
      ledger(() -> parts.ledger().stored(stretch));
      if (!drain.isStored(stretch)) {
        parts.onStored().accept(block);
      }
    }
    passed(stretch.end());
    return true;
  }

  private BlockWriter.Refusals refusals(SentBlock sent) {
    return new BlockWriter.Refusals() {
      @Override
      public boolean contains(long node) {
        return sent.refused().contains(node);
      }

      @Override
      public void add(long node) {
        ledger(() -> parts.ledger().refused(sent.stretch(), node));
      }
    };
  }

  private void passed(long position) {
    drain.passed(position);
    long needed = parts.ledger().neededFrom(position) - config.memoryBytes();
    parts.journal().release(Math.max(0, Math.max(needed, position - config.keepBytes())));
  }

  /** A line in the ledger. */
  private interface Line {
    void write() throws IOException;
  }

  /** Without its ledger the drain cannot promise anything: the process ends and starts anew. */
  private static void ledger(Line line) {
    try {
      line.write();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger of blocks cannot be written", e);
    }
  }
}
