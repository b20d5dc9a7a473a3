/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The fixed part of a frame. On disk, big-endian, at a multiple of eight bytes:
 *
 * <pre>
 *  0 int   magic
 *  4 int   CRC32C of salt, position and bytes 8 to 39
 *  8 int   bytes of header, project and payload, without the zeros that fill up to a multiple of 8
 * 12 int   CRC32C of project and payload
 * 16 int   epoch
 * 20 short type
 * 22 byte  class of retention
 * 23 byte  bytes of project
 * 24 long  sequence
 * 32 long  received, in nanoseconds since the epoch
 * 40       project, payload
 * </pre>
 *
 * <p>The header has a checksum of its own, so that a length is known to be true before it is
 * followed; together the two cover every byte. Salt and position in it make a copy of a frame, or
 * bytes that a sender made up, worthless anywhere else.
 */
record FrameHeader(
    int bytes,
    int bodyCrc,
    int epoch,
    int type,
    int retention,
    int projectBytes,
    long sequence,
    long receivedNanos) {

  static final int BYTES = 40;
  static final int ALIGNMENT = 8;
  static final int MAX_PROJECT_BYTES = 0xff;

  private static final int MAGIC = 0x5448_4652; // THFR
  private static final int SEALED_FROM = 8;
  private static final int SEALED_BYTES = BYTES - SEALED_FROM;

  /** Bytes that a frame of this much header, project and payload takes on disk. */
  static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  long paddedBytes() {
    return padded(bytes);
  }

  int payloadBytes() {
    return bytes - BYTES - projectBytes;
  }

  /** Writes the header at the buffer's position. */
  void encode(ByteBuffer target, long salt, long position) {
    int start = target.position();
    target.putInt(MAGIC).putInt(0).putInt(bytes).putInt(bodyCrc).putInt(epoch);
    target.putShort((short) type).put((byte) retention).put((byte) projectBytes);
    target.putLong(sequence).putLong(receivedNanos);
    target.putInt(start + 4, crc(target, start, salt, position));
  }

  /** The header at an index of a buffer; null when there is none. */
  static @Nullable FrameHeader decode(ByteBuffer source, int index, long salt, long position) {
    if (source.getInt(index) != MAGIC
        || source.getInt(index + 4) != crc(source, index, salt, position)) {
      return null;
    }
    FrameHeader header =
        new FrameHeader(
            source.getInt(index + 8),
            source.getInt(index + 12),
            source.getInt(index + 16),
            Short.toUnsignedInt(source.getShort(index + 20)),
            Byte.toUnsignedInt(source.get(index + 22)),
            Byte.toUnsignedInt(source.get(index + 23)),
            source.getLong(index + 24),
            source.getLong(index + 32));
    return header.payloadBytes() >= 0 ? header : null;
  }

  private static int crc(ByteBuffer buffer, int index, long salt, long position) {
    ByteBuffer sealed = ByteBuffer.allocate(2 * Long.BYTES + SEALED_BYTES);
    sealed.putLong(salt).putLong(position);
    sealed.put(sealed.position(), buffer, index + SEALED_FROM, SEALED_BYTES);
    CRC32C crc = new CRC32C();
    crc.update(sealed.array());
    return (int) crc.getValue();
  }
}
