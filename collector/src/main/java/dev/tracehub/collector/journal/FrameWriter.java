/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import dev.tracehub.collector.journal.Recovered.Tail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames one after the other into segments. For one thread, which nobody may interrupt: an
 * interrupt closes the file under it.
 */
final class FrameWriter {

  private static final int STAGE_BYTES = 1 << 20;

  private final ByteBuffer staged = ByteBuffer.allocateDirect(STAGE_BYTES);
  private final SegmentKeeper keeper;
  private final SyncMode sync;
  private final int epoch;
  private long sequence;
  private @Nullable Segment segment;
  private @Nullable DiskFile file;
  private long offset; // of the first staged byte in the file
  private boolean dirty;

  private FrameWriter(SegmentKeeper keeper, SyncMode sync, int epoch, long sequence) {
    this.keeper = keeper;
    this.sync = sync;
    this.epoch = epoch;
    this.sequence = sequence;
  }

  /** A writer that goes on where recovery found the end. */
  static FrameWriter resume(Disk disk, SegmentKeeper keeper, SyncMode sync, Recovered recovered)
      throws IOException {
    FrameWriter writer = new FrameWriter(keeper, sync, recovered.epoch(), recovered.sequence());
    if (recovered.tail().isPresent()) {
      Tail tail = recovered.tail().get();
      writer.begin(tail.segment(), disk.open(tail.segment().name()), tail.offset());
    }
    return writer;
  }

  /**
   * Writes a frame, in part to memory until {@link #commit}; returns the position after it. Throws
   * {@link JournalFullException}, with nothing written, when there is neither room nor a new
   * segment.
   */
  long append(PendingAppend append) throws IOException {
    if (!fits(append.frameBytes())) {
      roll();
    }
    Segment target = Objects.requireNonNull(segment);
    FrameHeader header = append.header(epoch, sequence + 1);
    ensureRoom(FrameHeader.BYTES);
    header.encode(staged, target.salt(), target.base() + offset + staged.position());
    stage(append.project());
    stage(append.payload());
    stage(new byte[(int) (header.paddedBytes() - header.bytes())]);
    sequence++;
    return target.base() + offset + staged.position();
  }

  /** Writes what is staged; with {@link SyncMode#ALWAYS} also syncs it. */
  void commit() throws IOException {
    flush();
    if (sync == SyncMode.ALWAYS) {
      force();
    }
  }

  /** Syncs what was written since the last sync. */
  void force() throws IOException {
    if (dirty) {
      Objects.requireNonNull(file).force(false);
      dirty = false;
    }
  }

  void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private boolean fits(long bytes) {
    return segment != null && offset + staged.position() + bytes <= segment.fileBytes();
  }

  /** A segment is synced before the next one takes a frame: damage is never older than one file. */
  private void roll() throws IOException {
    flush();
    force();
    SegmentMaker.Made next = keeper.take();
    close();
    begin(next.segment(), next.file(), SegmentHeader.BYTES);
  }

  private void begin(Segment newSegment, DiskFile newFile, long newOffset) {
    segment = newSegment;
    file = newFile;
    offset = newOffset;
  }

  private void stage(byte[] bytes) throws IOException {
    int done = 0;
    while (done < bytes.length) {
      ensureRoom(1);
      int part = Math.min(bytes.length - done, staged.remaining());
      staged.put(bytes, done, part);
      done += part;
    }
  }

  private void ensureRoom(int bytes) throws IOException {
    if (staged.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (staged.position() > 0) {
      int bytes = staged.position();
      dirty = true;
      Objects.requireNonNull(file).writeFully(staged.flip(), offset);
      offset += bytes;
      staged.clear();
    }
  }
}
