/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tracehub.collector.journal.FrameScanner.Found;
import dev.tracehub.storage.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads segment files behind the writer, through a file handle of its own: whatever happens to the
 * reading thread, the writer does not see it.
 */
final class FileJournalReader implements JournalReader {

  private static final Logger LOG = LoggerFactory.getLogger(FileJournalReader.class);

  private final Disk disk;
  private final SegmentCatalog catalog;
  private final DurableMark mark;
  private final Quarantine quarantine;
  private final ByteBuffer buffer = Window.newBuffer();
  private @Nullable OpenSegment open;
  private long position;
  private long sequence; // of the last frame; 0 when it is not known
  private long lastEnd; // after the last frame: where frames that are missing should have been
  private byte[] projectBytes = new byte[0];
  private String project = "";

  FileJournalReader(
      Disk disk, SegmentCatalog catalog, DurableMark mark, Quarantine quarantine, long position) {
    this.disk = disk;
    this.catalog = catalog;
    this.mark = mark;
    this.quarantine = quarantine;
    this.position = Math.min(position, mark.position());
    this.lastEnd = this.position;
  }

  @Override
  public Optional<Frame> next(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    do {
      Optional<Frame> frame = poll();
      if (frame.isPresent()) {
        return frame;
      }
    } while (mark.awaitAfter(position, deadline));
    return Optional.empty();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    OpenSegment left = open;
    open = null;
    if (left != null) {
      try {
        left.close();
      } catch (IOException e) {
        LOG.warn("cannot close {}", left.segment().name(), e);
      }
    }
  }

  private Optional<Frame> poll() throws InterruptedException {
    try {
      Optional<Frame> frame = Optional.empty();
      long durable = mark.position();
      while (frame.isEmpty() && position < durable) {
        frame = step(durable);
      }
      return frame;
    } catch (ClosedChannelException e) {
      // The thread was interrupted while it read, and that closes the file. The next call opens it.
      close();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return Optional.empty();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one frame or goes on by at least one byte. */
  private Optional<Frame> step(long durable) throws IOException {
    OpenSegment current = segment(durable);
    if (current == null) {
      return Optional.empty();
    }
    long from = current.scanner().offset();
    long limit = current.readable(durable);
    Found found = current.scanner().next(limit);
    if (found == null) {
      leave(current, from, limit, durable);
      return Optional.empty();
    }
    return deliver(current, from, found);
  }

  private @Nullable OpenSegment segment(long durable) throws IOException {
    OpenSegment current = open;
    if (current != null && position < current.segment().limit()) {
      return current;
    }
    close();
    Optional<Segment> next = catalog.from(position).filter(at -> at.first() < durable);
    if (next.isEmpty()) {
      skipTo(durable); // All that was in between was deleted.
      return null;
    }
    if (position < next.get().base()) {
      skipTo(next.get().base());
    }
    position = Math.max(position, next.get().first());
    try {
      current = OpenSegment.open(disk, next.get(), buffer, position);
      open = current;
      return current;
    } catch (NoSuchFileException e) {
      skipTo(next.get().limit()); // Released and deleted just now.
      return null;
    }
  }

  /** Goes on after frames that were released: they are not missed. */
  private void skipTo(long newPosition) {
    position = newPosition;
    lastEnd = newPosition;
    sequence = 0;
  }

  /** Nothing whole is left up to the limit: what is there all the same is damage. */
  private void leave(OpenSegment current, long from, long limit, long durable) throws IOException {
    boolean sealed = current.isSealed(durable);
    long end = sealed ? current.window().endOfData(from, limit) : limit;
    if (end > from) {
      quarantine.setAside(current.positionOf(from), current.window(), from, end);
    }
    current.scanner().moveTo(limit);
    position = sealed ? current.segment().limit() : current.positionOf(limit);
  }

  private Optional<Frame> deliver(OpenSegment current, long from, Found found) throws IOException {
    FrameHeader header = found.header();
    long start = current.positionOf(found.offset());
    if (found.offset() > from) {
      quarantine.setAside(current.positionOf(from), current.window(), from, found.offset());
    }
    quarantine.count(lastEnd, sequence, header.sequence());
    position = current.positionOf(found.end());
    lastEnd = position;
    sequence = header.sequence();
    Optional<FrameType> type = FrameType.ofCode(header.type());
    Optional<Retention> retention = Retention.ofCode(header.retention());
    if (type.isEmpty() || retention.isEmpty()) {
      quarantine.setAside(start, current.window(), found.offset(), found.end());
      return Optional.empty();
    }
    return Optional.of(
        new Frame(
            start,
            position,
            type.get(),
            projectOf(found.project()),
            retention.get(),
            header.receivedNanos(),
            found.payload()));
  }

  /** Most frames come from the project of the frame before. */
  private String projectOf(byte[] bytes) {
    if (!Arrays.equals(bytes, projectBytes)) {
      projectBytes = bytes;
      project = new String(bytes, UTF_8);
    }
    return project;
  }
}
