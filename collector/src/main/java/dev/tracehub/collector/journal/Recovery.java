/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.collector.journal.FrameScanner.Found;
import dev.tracehub.collector.journal.Recovered.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the end of a journal that may have been left at any moment, and makes it whole. Nothing
 * that it finds in the files stops it; only a disk that fails does.
 *
 * <p>Segments before the newest one with frames were synced before that one took a frame, so they
 * are not walked here: who reads them meets their damage. In the newest, damage that a whole frame
 * follows is set aside and passed over; what follows the last whole frame is a torn tail and is
 * cut.
 *
 * <p>The writer goes on in that segment only if nothing was cut and nothing can be missing. Else it
 * begins a new one, so that a position that was ever read never names other bytes.
 */
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final int COPY_BYTES = 1 << 20;

  private final Disk disk;
  private final Quarantine quarantine;
  private final List<Segment> segments;
  private final SegmentCatalog catalog = new SegmentCatalog();
  private final ByteBuffer buffer = Window.newBuffer();
  private long tornFrames;
  private boolean unreadable;

  private Recovery(Disk disk, Quarantine quarantine, List<Segment> segments) {
    this.disk = disk;
    this.quarantine = quarantine;
    this.segments = segments;
  }

  /** The frames of a segment. */
  private record Walk(Segment segment, int epoch, long sequence, long end) {}

  /** Recovers the journal of a folder; the next segments will have this size. */
  static Recovered run(Disk disk, Quarantine quarantine, long segmentBytes) throws IOException {
    deleteUnfinished(disk);
    Optional<Session> last = Session.last(disk);
    SegmentFiles files = SegmentFiles.read(disk, segmentBytes);
    Recovery recovery = new Recovery(disk, quarantine, files.segments());
    return recovery.run(files.identity(), last);
  }

  private static void deleteUnfinished(Disk disk) throws IOException {
    for (String name : disk.list()) {
      if (name.endsWith(SmallFile.UNFINISHED)) {
        disk.delete(name);
      }
    }
    disk.sync();
  }

  private Recovered run(Identity identity, Optional<Session> last) throws IOException {
    Walk newest = newestWithFrames();
    boolean readBeforeSynced =
        last.map(session -> session.state() == Session.State.RELAXED).orElse(!segments.isEmpty());
    boolean closed = last.filter(session -> session.state() == Session.State.CLOSED).isPresent();
    boolean goesOn = tornFrames == 0 && !unreadable && !readBeforeSynced;
    Optional<Tail> tail = Optional.empty();
    if (newest != null) {
      catalog.add(mend(newest, goesOn, closed));
      tail = Optional.of(new Tail(newest.segment(), newest.end())).filter(end -> goesOn);
    }
    disk.sync();
    return new Recovered(
        identity,
        1 + Math.max(last.map(Session::epoch).orElse(0), newest == null ? 0 : newest.epoch()),
        newest == null ? 0 : newest.sequence(),
        catalog,
        tail,
        nextBase(newest, goesOn),
        tornFrames);
  }

  /** Puts the older segments into the catalog and does away with newer ones without frames. */
  private @Nullable Walk newestWithFrames() throws IOException {
    Walk newest = null;
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment segment = segments.get(i);
      if (newest != null) {
        catalog.add(segment);
        continue;
      }
      Walk walk = walk(segment);
      if (walk.sequence() > 0) {
        newest = walk;
      } else if (unreadable) {
        catalog.add(segment);
      } else {
        disk.delete(segment.name());
      }
    }
    return newest;
  }

  private Walk walk(Segment segment) throws IOException {
    try (DiskFile file = disk.open(segment.name())) {
      Window window = Window.over(file, buffer);
      FrameScanner scanner =
          new FrameScanner(window, segment.base(), segment.salt(), SegmentHeader.BYTES);
      long end = scanner.offset();
      long sequence = 0;
      for (Found found = scanner.next(segment.fileBytes());
          found != null;
          found = scanner.next(segment.fileBytes())) {
        if (found.offset() > end) {
          quarantine.setAside(segment.base() + end, window, end, found.offset());
          quarantine.count(segment.base() + end, sequence, found.header().sequence());
        }
        end = found.end();
        sequence = found.header().sequence();
      }
      noteTail(segment, window, end);
      return new Walk(segment, scanner.epoch(), sequence, end);
    }
  }

  private void noteTail(Segment segment, Window window, long end) throws IOException {
    long dataEnd = window.endOfData(end, segment.fileBytes());
    if (dataEnd > end) {
      tornFrames++;
      quarantine.keepTorn(segment.base() + end, window, end, dataEnd);
    }
    if (window.unreadableBlocks() > 0) {
      unreadable = true;
      LOG.error("{} blocks of {} cannot be read", window.unreadableBlocks(), segment.name());
    }
  }

  /** Makes what was found in the newest segment last, and cuts what is after it. */
  private Segment mend(Walk newest, boolean goesOn, boolean closed) throws IOException {
    Segment segment = newest.segment();
    if (unreadable) {
      return segment;
    }
    try (DiskFile file = disk.open(segment.name())) {
      if (!closed) {
        rewrite(file, newest.end());
      }
      if (!goesOn) {
        file.truncate(newest.end());
      }
      file.force(true);
    }
    return goesOn
        ? segment
        : new Segment(segment.base(), segment.capacity(), newest.end(), segment.salt());
  }

  /**
   * Writes the bytes over themselves. They were read from the page cache, and after a failed sync
   * the kernel holds pages for clean that never reached the disk: another sync would pass over
   * them.
   */
  private static void rewrite(DiskFile file, long end) throws IOException {
    ByteBuffer part = ByteBuffer.allocateDirect(COPY_BYTES);
    for (long at = 0; at < end; at += COPY_BYTES) {
      part.clear().limit((int) Math.min(COPY_BYTES, end - at));
      file.readFully(part, at);
      file.writeFully(part.flip(), at);
    }
  }

  private long nextBase(@Nullable Walk newest, boolean goesOn) {
    if (segments.isEmpty()) {
      return 0;
    }
    if (goesOn) {
      return newest == null ? segments.get(0).base() : newest.segment().limit();
    }
    return segments.get(segments.size() - 1).limit();
  }
}
