/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger in a file of its own, appended to and synced. It is written anew when it is opened and
 * when it has grown, under another name first, so that a crash leaves the old or the new one.
 *
 * <p>A file that is damaged counts up to the damage: blocks whose lines are lost are cut anew, and
 * the store finds their records by their ids.
 */
public final class FileBlockLedger implements BlockLedger {

  private static final Logger LOG = LoggerFactory.getLogger(FileBlockLedger.class);
  private static final long REWRITE_BYTES = 1 << 20;

  private final Path file;
  private final InstantSource clock;
  private final Blocks blocks;
  private final ByteBuffer line = ByteBuffer.allocate(Entry.BYTES);
  private FileChannel channel;
  private long size;

  /**
   * Opens the ledger of a journal in a folder, or makes it.
   *
   * @param journalId the journal's name; a ledger of another journal does not count
   * @param safeAfter how long after the store took it a block is sent again when in doubt
   */
  public static FileBlockLedger open(
      Path folder, String journalId, Duration safeAfter, InstantSource clock) throws IOException {
    Files.createDirectories(folder);
    return new FileBlockLedger(folder.resolve(journalId + ".blocks"), safeAfter, clock);
  }

  private FileBlockLedger(Path file, Duration safeAfter, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    this.blocks = new Blocks(safeAfter);
    read();
    this.channel = rewrite();
  }

  private void read() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    int at = 0;
    for (; at + Entry.BYTES <= bytes.limit(); at += Entry.BYTES) {
      Entry entry = Entry.decode(bytes, at);
      if (entry == null) {
        break;
      }
      apply(entry);
    }
    if (at < bytes.limit()) {
      LOG.warn("{}: {} bytes at the end are no entries", file, bytes.limit() - at);
    }
  }

  private void apply(Entry entry) {
    switch (entry.kind()) {
      case SAFE -> blocks.nextPosition(entry.end());
      case BEGUN -> blocks.begin(new Stretch(entry.start(), entry.end()));
      case REFUSED -> blocks.refused(new Stretch(entry.start(), entry.end()), entry.value());
      case STORED -> blocks.stored(new Stretch(entry.start(), entry.end()), entry.value());
    }
  }

  /** Writes the file anew with what still counts, and goes on in it. */
  private FileChannel rewrite() throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    List<Blocks.Known> known = blocks.all();
    int entries = 1 + known.stream().mapToInt(block -> 2 + block.refused().size()).sum();
    ByteBuffer bytes = ByteBuffer.allocate(entries * Entry.BYTES);
    new Entry(Entry.Kind.SAFE, 0, blocks.neededFrom(blocks.nextPosition()), 0).encode(bytes);
    for (Blocks.Known block : known) {
      encode(block, bytes);
    }
    try (FileChannel target = FileChannel.open(unfinished, CREATE, TRUNCATE_EXISTING, WRITE)) {
      writeFully(target, bytes.flip(), 0);
      target.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
      folder.force(true);
    }
    size = bytes.limit();
    return FileChannel.open(file, WRITE);
  }

  private static void encode(Blocks.Known block, ByteBuffer target) {
    long start = block.stretch().start();
    long end = block.stretch().end();
    new Entry(Entry.Kind.BEGUN, start, end, 0).encode(target);
    for (long part : block.refused()) {
      new Entry(Entry.Kind.REFUSED, start, end, part).encode(target);
    }
    if (block.storedMillis() >= 0) {
      new Entry(Entry.Kind.STORED, start, end, block.storedMillis()).encode(target);
    }
  }

  @Override
  public synchronized void begin(Stretch stretch) throws IOException {
    append(Entry.Kind.BEGUN, stretch, 0);
    channel.force(false);
    blocks.begin(stretch);
  }

  @Override
  public synchronized void refused(Stretch stretch, long part) throws IOException {
    append(Entry.Kind.REFUSED, stretch, part);
    channel.force(false);
    blocks.refused(stretch, part);
  }

  @Override
  public synchronized void stored(Stretch stretch) throws IOException {
    long now = clock.millis();
    append(Entry.Kind.STORED, stretch, now);
    blocks.stored(stretch, now);
    if (size > REWRITE_BYTES) {
      channel.close();
      channel = rewrite();
    }
  }

  private void append(Entry.Kind kind, Stretch stretch, long value) throws IOException {
    new Entry(kind, stretch.start(), stretch.end(), value).encode(line.clear());
    writeFully(channel, line.flip(), size);
    size += Entry.BYTES;
  }

  private static void writeFully(FileChannel target, ByteBuffer bytes, long offset)
      throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += target.write(bytes, at);
    }
  }

  @Override
  public synchronized List<SentBlock> toSendAgain() {
    return blocks.toSendAgain();
  }

  @Override
  public synchronized long nextPosition() {
    return blocks.nextPosition();
  }

  @Override
  public synchronized long neededFrom(long passed) {
    return blocks.neededFrom(passed);
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
