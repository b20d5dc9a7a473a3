/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.tracehub.storage.clickhouse.Compression;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Compresses pieces. Not thread-safe. */
sealed interface PieceCodec extends AutoCloseable {

  /**
   * A codec for one stream.
   *
   * @param compression any but {@link Compression#NONE}
   */
  static PieceCodec of(Compression compression) {
    return switch (compression) {
      case LZ4 -> new Lz4();
      case ZSTD -> new ZstdPieces();
      case NONE -> throw new IllegalArgumentException("NONE has no codec");
    };
  }

  /** The byte by which ClickHouse knows the method. */
  byte method();

  /** How much is compressed at once, in bytes. */
  int pieceSize();

  /** The longest that a piece of that size can become. */
  int longest(int size);

  /**
   * Compresses the first bytes of {@code from}.
   *
   * @return how many bytes were written
   */
  int compress(byte[] from, int size, byte[] to, int at);

  @Override
  void close();

  /** In Java, without native code. */
  final class Lz4 implements PieceCodec {

    private static final LZ4Compressor COMPRESSOR =
        LZ4Factory.fastestJavaInstance().fastCompressor();

    @Override
    public byte method() {
      return (byte) 0x82;
    }

    @Override
    public int pieceSize() {
      return 1 << 16;
    }

    @Override
    public int longest(int size) {
      return COMPRESSOR.maxCompressedLength(size);
    }

    @Override
    public int compress(byte[] from, int size, byte[] to, int at) {
      return COMPRESSOR.compress(from, 0, size, to, at);
    }

    @Override
    public void close() {}
  }

  /** At its lowest level; a longer piece, as it looks further back than LZ4. */
  final class ZstdPieces implements PieceCodec {

    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

    @Override
    public byte method() {
      return (byte) 0x90;
    }

    @Override
    public int pieceSize() {
      return 1 << 18;
    }

    @Override
    public int longest(int size) {
      return Math.toIntExact(Zstd.compressBound(size));
    }

    @Override
    public int compress(byte[] from, int size, byte[] to, int at) {
      return context.compressByteArray(to, at, to.length - at, from, 0, size);
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
