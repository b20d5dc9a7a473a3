/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The fixed part of a frame. On disk, big-endian, at a multiple of eight bytes:
 *
 * <pre>
 *  0 int  magic
 *  4 int  state: needed, or done
 *  8 int  bytes of payload
 * 12 int  records in it
 * 16 int  CRC32C of the payload
 * 20 int  CRC32C of salt, position and bytes 8 to 19
 * 24      payload, then zeros up to a multiple of eight
 * </pre>
 *
 * <p>The length has a checksum of its own, for it is followed to the next frame even where the
 * payload is damaged. Salt and position in it keep a payload from passing for frames: it comes from
 * users, and the salt is the owner's secret. The state is written later and in place, so no
 * checksum covers it; whatever is not exactly "done" is needed, and sending twice does no harm.
 *
 * @param payloadBytes at least 0
 * @param records at least 0
 */
record FrameHeader(int payloadBytes, int records, int payloadCrc, boolean done) {

  static final int BYTES = 24;
  static final int ALIGNMENT = 8;
  static final int STATE_OFFSET = 4;

  private static final int MAGIC = 0x5448_5350; // THSP
  private static final int NEEDED = 0;
  private static final int DONE = 0x5a3c_96e1;
  private static final int SEALED_FROM = 8;
  private static final int SEALED_TO = 20;

  static FrameHeader of(byte[] payload, int records) {
    return new FrameHeader(payload.length, records, crc(payload), false);
  }

  /** Bytes on disk of a frame with so much payload. */
  static long frameBytes(int payloadBytes) {
    return (BYTES + (long) payloadBytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  long frameBytes() {
    return frameBytes(payloadBytes);
  }

  /** The whole frame, as it is written at a position. */
  byte[] frame(byte[] payload, long salt, long position) {
    ByteBuffer frame = ByteBuffer.allocate((int) frameBytes());
    frame.putInt(MAGIC).putInt(NEEDED).putInt(payloadBytes).putInt(records).putInt(payloadCrc);
    frame.putInt(seal(frame, 0, salt, position)).put(payload);
    return frame.array();
  }

  /** The bytes that mark a frame as done. */
  static byte[] doneState() {
    return ByteBuffer.allocate(Integer.BYTES).putInt(DONE).array();
  }

  /** The header at an index of a buffer that was read from a position; null when there is none. */
  static @Nullable FrameHeader decode(ByteBuffer source, int index, long salt, long position) {
    if (source.getInt(index) != MAGIC
        || source.getInt(index + SEALED_TO) != seal(source, index, salt, position)) {
      return null;
    }
    boolean done = source.getInt(index + STATE_OFFSET) == DONE;
    FrameHeader header =
        new FrameHeader(
            source.getInt(index + 8), source.getInt(index + 12), source.getInt(index + 16), done);
    return header.payloadBytes() >= 0 && header.records() >= 0 ? header : null;
  }

  boolean holds(byte[] payload) {
    return payload.length == payloadBytes && crc(payload) == payloadCrc;
  }

  private static int seal(ByteBuffer buffer, int index, long salt, long position) {
    ByteBuffer sealed = ByteBuffer.allocate(2 * Long.BYTES + SEALED_TO - SEALED_FROM);
    sealed.putLong(salt).putLong(position);
    sealed.put(sealed.position(), buffer, index + SEALED_FROM, SEALED_TO - SEALED_FROM);
    return crc(sealed.array());
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
