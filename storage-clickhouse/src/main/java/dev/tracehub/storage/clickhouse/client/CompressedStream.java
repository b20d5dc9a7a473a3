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

/**
 * Writes what ClickHouse decompresses: pieces with a checksum, the method and two lengths. Closing
 * it writes the last piece and leaves open what it writes to. Not thread-safe.
 *
 * <p>The driver has a stream of this kind, but none that takes what cannot be compressed: it
 * expects no piece to become longer.
 */
@SuppressWarnings("deprecation") // The driver's checksum: a second one would be a copy of it.
final class CompressedStream extends OutputStream {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int CHECKSUM = 2 * Long.BYTES;

  /** The method and the lengths, which the checksum covers too. */
  private static final int HEADER = 1 + 2 * Integer.BYTES;

  private final OutputStream out;
  private final PieceCodec codec;
  private final byte[] piece;
  private final byte[] compressed;
  private int size;

  /**
   * Makes the stream.
   *
   * @param codec stays the caller's to close
   */
  CompressedStream(OutputStream out, PieceCodec codec) {
    this.out = out;
    this.codec = codec;
    this.piece = new byte[codec.pieceSize()];
    this.compressed = new byte[CHECKSUM + HEADER + codec.longest(piece.length)];
  }

  @Override
  public void write(int value) throws IOException {
    if (size == piece.length) {
      writePiece();
    }
    piece[size++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int written = 0;
    while (written < length) {
      if (size == piece.length) {
        writePiece();
      }
      int part = Math.min(length - written, piece.length - size);
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
    int length = HEADER + codec.compress(piece, size, compressed, CHECKSUM + HEADER);
    compressed[CHECKSUM] = codec.method();
    INT.set(compressed, CHECKSUM + 1, length);
    INT.set(compressed, CHECKSUM + 1 + Integer.BYTES, size);
    long[] checksum = ClickHouseCityHash.cityHash128(compressed, CHECKSUM, length);
    LONG.set(compressed, 0, checksum[0]);
    LONG.set(compressed, Long.BYTES, checksum[1]);
    out.write(compressed, 0, CHECKSUM + length);
    size = 0;
  }
}
