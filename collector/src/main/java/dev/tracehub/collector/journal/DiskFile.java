/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a {@link Disk}. Reads and writes say where, so that there is no cursor. */
interface DiskFile extends Closeable {

  /** Writes some of the buffer; returns how much. */
  int write(ByteBuffer source, long offset) throws IOException;

  /** Reads some into the buffer; returns how much, -1 at the end of the file. */
  int read(ByteBuffer target, long offset) throws IOException;

  /** Makes what was written last; with {@code metadata} also the file's size and times. */
  void force(boolean metadata) throws IOException;

  void truncate(long bytes) throws IOException;

  long size() throws IOException;

  /** Writes the whole buffer, however many writes that takes. */
  default void writeFully(ByteBuffer source, long offset) throws IOException {
    long at = offset;
    while (source.hasRemaining()) {
      int written = write(source, at);
      if (written <= 0) {
        throw new IOException("write of " + source.remaining() + " bytes wrote " + written);
      }
      at += written;
    }
  }

  /** Reads until the buffer is full or the file ends. */
  default void readFully(ByteBuffer target, long offset) throws IOException {
    long at = offset;
    while (target.hasRemaining()) {
      int read = read(target, at);
      if (read < 0) {
        return;
      }
      at += read;
    }
  }
}
