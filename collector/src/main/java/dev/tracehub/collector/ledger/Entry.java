/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ledger;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger's file: 32 bytes, big-endian.
 *
 * <pre>
 *  0 int  CRC32C of bytes 4 to 31
 *  4 int  kind
 *  8 long start
 * 16 long end
 * 24 long of STORED the time in milliseconds since the epoch, of REFUSED the part, else 0
 * </pre>
 */
record Entry(Kind kind, long start, long end, long value) {

  static final int BYTES = 32;

  /** What is said of a stretch. The codes are on disk. */
  enum Kind {
    BEGUN(1),
    REFUSED(2),
    STORED(3),
    /** Everything before the end is safe. */
    SAFE(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static @Nullable Kind ofCode(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }
  }

  void encode(ByteBuffer target) {
    int at = target.position();
    target.putInt(0).putInt(kind.code).putLong(start).putLong(end).putLong(value);
    target.putInt(at, crc(target, at));
  }

  /** The entry at an index of a buffer; null when there is none. */
  static @Nullable Entry decode(ByteBuffer source, int at) {
    Kind kind = Kind.ofCode(source.getInt(at + 4));
    if (kind == null || source.getInt(at) != crc(source, at)) {
      return null;
    }
    return new Entry(
        kind, source.getLong(at + 8), source.getLong(at + 16), source.getLong(at + 24));
  }

  private static int crc(ByteBuffer buffer, int at) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().position(at + Integer.BYTES).limit(at + BYTES));
    return (int) crc.getValue();
  }
}
