/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A segment that a reader has open. For one thread. */
record OpenSegment(Segment segment, DiskFile file, Window window, FrameScanner scanner) {

  static OpenSegment open(Disk disk, Segment segment, ByteBuffer buffer, long position)
      throws IOException {
    DiskFile file = disk.open(segment.name());
    Window window = Window.over(file, buffer);
    long offset = Math.max(position - segment.base(), SegmentHeader.BYTES);
    return new OpenSegment(
        segment, file, window, new FrameScanner(window, segment.base(), segment.salt(), offset));
  }

  /** Whether the writer has left it for good, given the position after the newest frame. */
  boolean isSealed(long durable) {
    return segment.limit() <= durable;
  }

  /** The offset up to which frames may be read. */
  long readable(long durable) {
    return isSealed(durable) ? segment.fileBytes() : durable - segment.base();
  }

  long positionOf(long offset) {
    return segment.base() + offset;
  }

  void close() throws IOException {
    file.close();
  }
}
