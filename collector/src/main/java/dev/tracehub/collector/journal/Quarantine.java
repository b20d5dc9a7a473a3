/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Damaged spans of the journal: copied into files of their own for people to look at, and counted.
 * Thread-safe. Never fails: the bytes are still in their segment, and reading has to go on.
 */
final class Quarantine {

  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
  private static final String DAMAGED = ".bin";
  private static final String TORN = ".torn";
  private static final int COPY_BYTES = 64 << 10;

  private final Disk folder;
  private final long minFreeBytes;

  /** Frames lost by the position where the damage begins: every reader comes across it. */
  private final ConcurrentMap<Long, Long> framesByPosition = new ConcurrentHashMap<>();

  private Quarantine(Disk folder, long minFreeBytes) {
    this.folder = folder;
    this.minFreeBytes = minFreeBytes;
  }

  static Quarantine open(Disk journal, long minFreeBytes) throws IOException {
    Disk folder = journal.folder("quarantine");
    journal.sync();
    Quarantine quarantine = new Quarantine(folder, minFreeBytes);
    for (String name : folder.list()) {
      if (name.endsWith(SmallFile.UNFINISHED)) {
        folder.delete(name);
      }
      Segment.positionOf(name, DAMAGED)
          .ifPresent(position -> quarantine.framesByPosition.put(position, 1L));
    }
    return quarantine;
  }

  /** Frames that are known to be lost. */
  long frames() {
    return framesByPosition.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Copies a damaged span of a segment that begins at a position, unless that was done before. */
  void setAside(long position, Window segment, long from, long to) {
    if (framesByPosition.putIfAbsent(position, 1L) != null) {
      return;
    }
    LOG.error("journal is damaged at position {}: {} bytes set aside", position, to - from);
    copy(Segment.fileName(position, DAMAGED), segment, from, to);
  }

  /** Copies a torn tail that is about to be cut: it may tell people something. */
  void keepTorn(long position, Window segment, long from, long to) {
    LOG.warn("journal ends in a torn frame at position {}: {} bytes cut", position, to - from);
    copy(Segment.fileName(position, TORN), segment, from, to);
  }

  /**
   * Counts the frames that are missing between two sequences, at the position where they should be.
   */
  void count(long position, long before, long after) {
    long missing = after - before - 1;
    if (before > 0 && missing > 0 && framesByPosition.put(position, missing) == null) {
      LOG.error("journal lacks {} frames at position {}", missing, position);
    }
  }

  private void copy(String name, Window segment, long from, long to) {
    try {
      if (folder.usableBytes() - (to - from) < minFreeBytes) {
        throw new IOException("the disk has less than " + minFreeBytes + " bytes left");
      }
      write(name, segment, from, to);
    } catch (IOException e) {
      LOG.error("cannot copy damaged bytes of the journal to {}", name, e);
    }
  }

  private void write(String name, Window segment, long from, long to) throws IOException {
    try (DiskFile file = folder.create(name + SmallFile.UNFINISHED)) {
      for (long at = from; at < to; at += COPY_BYTES) {
        byte[] part = new byte[(int) Math.min(COPY_BYTES, to - at)];
        segment.copy(at, part, to);
        file.writeFully(ByteBuffer.wrap(part), at - from);
      }
      file.force(true);
    }
    folder.rename(name + SmallFile.UNFINISHED, name);
    folder.sync();
  }
}
