/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.ByteBuffer;

/**
 * Makes segment files: zeros over their whole size, synced, under their last name. A write into one
 * then changes nothing but data, so that its sync is one write to the disk.
 */
final class SegmentMaker {

  private static final int CHUNK_BYTES = 1 << 20;

  /** Syncing in steps keeps the disk's queue short for the writer of the segment in use. */
  private static final int CHUNKS_PER_SYNC = 4;

  private final Disk disk;
  private final Identity identity;
  private final long segmentBytes;

  SegmentMaker(Disk disk, Identity identity, long segmentBytes) {
    this.disk = disk;
    this.identity = identity;
    this.segmentBytes = segmentBytes;
  }

  /** A segment and its open file. */
  record Made(Segment segment, DiskFile file) {}

  /**
   * Makes the segment at a base. Throws {@link SyncFailedException} when a sync failed, which is
   * not to be tried again; after any other failure nothing is left of it.
   */
  Made make(long base) throws IOException {
    Segment segment = new Segment(base, segmentBytes, segmentBytes, identity.salt());
    String unfinished = segment.name() + SmallFile.UNFINISHED;
    DiskFile file = disk.create(unfinished);
    try {
      fill(file, base);
      disk.rename(unfinished, segment.name());
      sync(disk::sync);
      return new Made(segment, file);
    } catch (IOException e) {
      discard(file, unfinished, e);
      throw e;
    }
  }

  private void fill(DiskFile file, long base) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, segmentBytes));
    int chunks = 0;
    for (long at = 0; at < segmentBytes; at += zeros.limit()) {
      file.writeFully(
          zeros.rewind().limit((int) Math.min(zeros.capacity(), segmentBytes - at)), at);
      if (++chunks % CHUNKS_PER_SYNC == 0) {
        sync(() -> file.force(false));
      }
    }
    file.writeFully(new SegmentHeader(identity, base, segmentBytes).encode(), 0);
    sync(() -> file.force(true));
  }

  private void discard(DiskFile file, String name, IOException cause) {
    try {
      file.close();
      disk.delete(name);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private interface Sync {
    void run() throws IOException;
  }

  private static void sync(Sync sync) throws IOException {
    try {
      sync.run();
    } catch (IOException e) {
      SyncFailedException failed = new SyncFailedException(String.valueOf(e.getMessage()));
      failed.initCause(e);
      throw failed;
    }
  }
}
