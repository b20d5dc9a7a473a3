/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frames of a segment that somebody else wrote and may have left at any moment. Reads
 * headers only: payloads are checked when they are sent. After a header that does not hold, the
 * next one is looked for at each multiple of eight bytes.
 *
 * @param needed frames, in order
 * @param damaged headers that do not hold, between frames that do
 * @param end where the last frame ends; what follows is a torn tail
 * @param torn whether something follows
 */
record FrameWalk(List<Found> needed, int damaged, long end, boolean torn) {

  private static final int WINDOW = 64 << 10;

  /** A frame and where it is. */
  record Found(long offset, FrameHeader header) {}

  static FrameWalk over(SpoolFile file, long salt) throws IOException {
    List<Found> needed = new ArrayList<>();
    long size = file.size();
    int damaged = 0;
    long end = 0;
    Found found = at(file, salt, 0, size);
    while (end < size) {
      if (found == null) {
        found = search(file, salt, end + FrameHeader.ALIGNMENT, size);
        if (found == null) {
          break;
        }
        damaged++;
      }
      if (!found.header().done()) {
        needed.add(found);
      }
      // The zeros at the end of the last frame may be missing.
      end = Math.min(size, found.offset() + found.header().frameBytes());
      found = at(file, salt, end, size);
    }
    return new FrameWalk(List.copyOf(needed), damaged, end, end < size);
  }

  long records() {
    return needed.stream().mapToLong(found -> found.header().records()).sum();
  }

  private static @Nullable Found at(SpoolFile file, long salt, long offset, long size)
      throws IOException {
    byte[] bytes = new byte[FrameHeader.BYTES];
    boolean whole = file.read(bytes, offset) == bytes.length;
    return whole ? decode(ByteBuffer.wrap(bytes), 0, salt, offset, size) : null;
  }

  private static @Nullable Found decode(
      ByteBuffer buffer, int index, long salt, long offset, long size) {
    FrameHeader header = FrameHeader.decode(buffer, index, salt, offset);
    boolean whole = header != null && offset + FrameHeader.BYTES + header.payloadBytes() <= size;
    return header != null && whole ? new Found(offset, header) : null;
  }

  private static @Nullable Found search(SpoolFile file, long salt, long from, long size)
      throws IOException {
    byte[] window = new byte[WINDOW];
    for (long start = from; start < size; start += WINDOW - FrameHeader.BYTES) {
      int read = file.read(window, start);
      ByteBuffer buffer = ByteBuffer.wrap(window, 0, read);
      for (int i = 0; i + FrameHeader.BYTES <= read; i += FrameHeader.ALIGNMENT) {
        Found found = decode(buffer, i, salt, start + i, size);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
