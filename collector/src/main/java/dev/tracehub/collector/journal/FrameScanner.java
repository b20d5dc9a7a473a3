/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Walks the frames of one segment file and finds its way back after damage. For one thread.
 *
 * <p>A frame counts when its checksums hold and epoch and sequence go on from the frame before:
 * what an earlier opening left behind does not. After a header that does not hold, the next one is
 * looked for at each multiple of eight bytes; a body that does not hold is stepped over by its
 * length, which its header vouches for. So each byte is summed once at most, whatever a payload
 * pretends to be.
 */
final class FrameScanner {

  /** A whole frame and where in the file it is. */
  @SuppressWarnings("ArrayRecordComponent") // Compared nowhere; copies would cost.
  record Found(long offset, FrameHeader header, byte[] project, byte[] payload) {
    long end() {
      return offset + header.paddedBytes();
    }
  }

  private final Window window;
  private final long base;
  private final long salt;
  private long offset;
  private int epoch;
  private long sequence;

  FrameScanner(Window window, long base, long salt, long offset) {
    this.window = window;
    this.base = base;
    this.salt = salt;
    this.offset = offset;
  }

  /** Where the next frame should begin: the end of the last one that was found. */
  long offset() {
    return offset;
  }

  /** The epoch of the last frame that was found; 0 before the first. */
  int epoch() {
    return epoch;
  }

  /** The sequence of the last frame that was found; 0 before the first. */
  long sequence() {
    return sequence;
  }

  /** Goes on elsewhere. */
  void moveTo(long newOffset) {
    offset = newOffset;
  }

  /**
   * The next frame that ends before the limit, with whatever bytes of damage lie between {@link
   * #offset()} and it; null when there is none.
   */
  @Nullable Found next(long limit) throws IOException {
    long at = offset;
    while (at + FrameHeader.BYTES <= limit) {
      FrameHeader header = headerAt(at, limit);
      if (header == null) {
        at += FrameHeader.ALIGNMENT;
        continue;
      }
      Found found = bodyAt(at, header, limit);
      if (found != null) {
        offset = found.end();
        epoch = header.epoch();
        sequence = header.sequence();
        return found;
      }
      at += header.paddedBytes();
    }
    return null;
  }

  private @Nullable FrameHeader headerAt(long at, long limit) throws IOException {
    int index = window.index(at, FrameHeader.BYTES, limit);
    if (index < 0) {
      return null;
    }
    FrameHeader header = FrameHeader.decode(window.buffer(), index, salt, base + at);
    boolean goesOn =
        header != null
            && header.epoch() >= epoch
            && header.sequence() > sequence
            && at + header.bytes() <= limit;
    return goesOn ? header : null;
  }

  private @Nullable Found bodyAt(long at, FrameHeader header, long limit) throws IOException {
    byte[] project = new byte[header.projectBytes()];
    byte[] payload = new byte[header.payloadBytes()];
    long body = at + FrameHeader.BYTES;
    if (!window.copy(body, project, limit)
        || !window.copy(body + project.length, payload, limit)
        || bodyCrc(project, payload) != header.bodyCrc()) {
      return null;
    }
    return new Found(at, header, project, payload);
  }

  static int bodyCrc(byte[] project, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(project);
    crc.update(payload);
    return (int) crc.getValue();
  }
}
