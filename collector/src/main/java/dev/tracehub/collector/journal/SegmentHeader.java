/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment file. Nothing in it is needed while the file's name and the identity
 * file are whole: it is what they are mended from.
 */
record SegmentHeader(Identity identity, long base, long capacity) {

  static final int BYTES = 64;

  private static final long MAGIC = 0x5448_4a4f_5552_4e31L; // THJOURN1
  private static final int CRC_OFFSET = BYTES - Integer.BYTES;

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putLong(identity.id()).putLong(identity.salt());
    bytes.putLong(base).putLong(capacity);
    return bytes.putInt(CRC_OFFSET, crc(bytes)).rewind();
  }

  /** The header in the first bytes of a file; empty when it is damaged. */
  static Optional<SegmentHeader> decode(ByteBuffer bytes) {
    if (bytes.remaining() < BYTES
        || bytes.getLong(0) != MAGIC
        || bytes.getInt(CRC_OFFSET) != crc(bytes)) {
      return Optional.empty();
    }
    Identity identity = new Identity(bytes.getLong(8), bytes.getLong(16));
    return Optional.of(new SegmentHeader(identity, bytes.getLong(24), bytes.getLong(32)));
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().limit(CRC_OFFSET).position(0));
    return (int) crc.getValue();
  }
}
