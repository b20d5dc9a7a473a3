/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * Buffered reads of a file that may still grow inside a known limit. For one thread.
 *
 * <p>Blocks that the disk cannot read are taken for zeros: the frames in them then fail their
 * checksums like other damaged ones, and the rest of the file stays readable.
 */
final class Window {

  private static final int BUFFER_BYTES = 512 << 10;
  private static final int BLOCK_BYTES = 4096;

  private final ByteBuffer buffer;
  private final DiskFile file;
  private long start;
  private int unreadableBlocks;

  private Window(DiskFile file, ByteBuffer buffer) {
    this.file = file;
    this.buffer = buffer;
  }

  /** A buffer that windows over several files may use one after the other. */
  static ByteBuffer newBuffer() {
    return ByteBuffer.allocateDirect(BUFFER_BYTES);
  }

  static Window over(DiskFile file, ByteBuffer buffer) {
    return new Window(file, buffer.clear().limit(0));
  }

  /** Blocks that could not be read so far. */
  int unreadableBlocks() {
    return unreadableBlocks;
  }

  ByteBuffer buffer() {
    return buffer;
  }

  /**
   * The index in the buffer of some bytes of the file; -1 when they do not all lie before the limit
   * and the end of the file. Nothing after the limit is read: it may change.
   */
  int index(long offset, int bytes, long limit) throws IOException {
    if (offset + bytes > limit) {
      return -1;
    }
    if (offset < start || offset + bytes > start + buffer.limit()) {
      fill(offset, limit);
      if (bytes > buffer.limit()) {
        return -1;
      }
    }
    return (int) (offset - start);
  }

  /** Copies bytes of the file; false when they do not all lie before the limit and its end. */
  boolean copy(long offset, byte[] target, long limit) throws IOException {
    int done = 0;
    while (done < target.length) {
      int index = index(offset + done, 1, limit);
      if (index < 0) {
        return false;
      }
      int part = Math.min(target.length - done, buffer.limit() - index);
      buffer.get(index, target, done, part);
      done += part;
    }
    return true;
  }

  /**
   * Where the data between two offsets ends, looked at eight bytes at a time; the first offset when
   * all is zero.
   */
  long endOfData(long from, long to) throws IOException {
    long end = from;
    long at = from;
    for (int index = index(at, 8, to); index >= 0; index = index(at, 8, to)) {
      at += 8;
      if (buffer.getLong(index) != 0) {
        end = at;
      }
    }
    for (int index = index(at, 1, to); index >= 0; index = index(at, 1, to)) {
      at++;
      if (buffer.get(index) != 0) {
        end = at;
      }
    }
    return end;
  }

  private void fill(long offset, long limit) throws IOException {
    start = offset;
    buffer.clear().limit((int) Math.min(buffer.capacity(), limit - offset));
    try {
      file.readFully(buffer, offset);
    } catch (ClosedChannelException e) {
      buffer.limit(0);
      throw e;
    } catch (IOException e) {
      fillBlockwise(offset);
    }
    buffer.flip();
  }

  private void fillBlockwise(long offset) throws IOException {
    int wanted = buffer.limit();
    int end = (int) Math.min(wanted, file.size() - offset);
    buffer.position(0);
    while (buffer.position() < end) {
      int from = buffer.position();
      long blockEnd = (offset + from) / BLOCK_BYTES * BLOCK_BYTES + BLOCK_BYTES;
      buffer.limit((int) Math.min(end, blockEnd - offset));
      try {
        file.readFully(buffer, offset + from);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        unreadableBlocks++;
        buffer.position(from);
        while (buffer.hasRemaining()) {
          buffer.put((byte) 0);
        }
      }
    }
  }
}
