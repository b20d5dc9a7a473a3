/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A file of a few bytes with a checksum, replaced as a whole. */
final class SmallFile {

  /** Files with this ending were not finished when the process ended: they hold nothing. */
  static final String UNFINISHED = ".tmp";

  private static final int MAX_BYTES = 4096;

  private SmallFile() {}

  /** The content; empty when there is no such file or it is damaged. */
  static Optional<ByteBuffer> read(Disk disk, String name) throws IOException {
    if (!disk.list().contains(name)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    try (DiskFile file = disk.open(name)) {
      file.readFully(bytes, 0);
    }
    bytes.flip();
    if (bytes.limit() < Integer.BYTES) {
      return Optional.empty();
    }
    int content = bytes.limit() - Integer.BYTES;
    int crc = bytes.getInt(content);
    bytes.limit(content);
    return crc(bytes) == crc ? Optional.of(bytes) : Optional.empty();
  }

  /** Replaces the content, durably: after a crash the file is the old or the new one. */
  static void replace(Disk disk, String name, ByteBuffer content) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(content.remaining() + Integer.BYTES);
    int crc = crc(content);
    bytes.put(content.duplicate()).putInt(crc).flip();
    try (DiskFile file = disk.create(name + UNFINISHED)) {
      file.writeFully(bytes, 0);
      file.force(true);
    }
    disk.rename(name + UNFINISHED, name);
    disk.sync();
  }

  private static int crc(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }
}
