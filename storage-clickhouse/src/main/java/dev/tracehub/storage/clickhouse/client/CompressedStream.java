/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import com.clickhouse.data.ClickHouseCityHash;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Writes what ClickHouse decompresses: pieces with a checksum, two lengths and LZ4. Closing it
 * writes the last piece and leaves open what it writes to. Not thread-safe.
 *
 * <p>The driver has a stream of this kind, but none that takes what cannot be compressed: it
 * expects no piece to become longer.
 */
@SuppressWarnings("deprecation") // The driver's checksum: a second one would be a copy of it.
final class CompressedStream extends OutputStream {

  static final int PIECE = 1 << 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final LZ4Compressor LZ4 = LZ4Factory.fastestJavaInstance().fastCompressor();
  private static final byte METHOD_LZ4 = (byte) 0x82;

  private static final int CHECKSUM = 2 * Long.BYTES;

  /** The method and the lengths, which the checksum covers too. */
  private static final int HEADER = 1 + 2 * Integer.BYTES;

  private final OutputStream out;
  private final byte[] piece = new byte[PIECE];
  private final byte[] compressed = new byte[CHECKSUM + HEADER + LZ4.maxCompressedLength(PIECE)];
  private int size;

  CompressedStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    if (size == PIECE) {
      writePiece();
    }
    piece[size++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int written = 0;
    while (written < length) {
      if (size == PIECE) {
        writePiece();
      }
      int part = Math.min(length - written, PIECE - size);
      System.arraycopy(bytes, from + written, piece, size, part);
      size += part;
      written += part;
    }
  }

  @Override
  public void close() throws IOException {
    if (size > 0) {
      writePiece();
    }
  }

  private void writePiece() throws IOException {
    int length = HEADER + LZ4.compress(piece, 0, size, compressed, CHECKSUM + HEADER);
    compressed[CHECKSUM] = METHOD_LZ4;
    INT.set(compressed, CHECKSUM + 1, length);
    INT.set(compressed, CHECKSUM + 1 + Integer.BYTES, size);
    long[] checksum = ClickHouseCityHash.cityHash128(compressed, CHECKSUM, length);
    LONG.set(compressed, 0, checksum[0]);
    LONG.set(compressed, Long.BYTES, checksum[1]);
    out.write(compressed, 0, CHECKSUM + length);
    size = 0;
  }
}
