/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import com.github.luben.zstd.Zstd;
import dev.tracehub.storage.clickhouse.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server makes of it, checksums included, is in the tests of the format Native. */
class CompressedStreamTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "NONE")
  void everyLength_comesBack_whetherItCompressesOrNot(Compression compression) throws IOException {
    long seed = System.nanoTime();
    try (PieceCodec codec = PieceCodec.of(compression)) {
      int piece = codec.pieceSize();
      for (int length : new int[] {1, piece - 1, piece, piece + 1, 3 * piece}) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        for (byte[] bytes : new byte[][] {noise, new byte[length]}) {
          out.reset();
          write(bytes, codec);
          assertThat(plain()).as("seed %d, %d bytes", seed, length).isEqualTo(bytes);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "NONE")
  void nothing_isNoPiece(Compression compression) throws IOException {
    try (PieceCodec codec = PieceCodec.of(compression)) {
      new CompressedStream(out, codec).close();
    }
    assertThat(out.size()).isZero();
  }

  private void write(byte[] bytes, PieceCodec codec) throws IOException {
    int middle = bytes.length / 2 - bytes.length / 4;
    try (CompressedStream stream = new CompressedStream(out, codec)) {
      stream.write(bytes[0]);
      stream.write(bytes, 1, middle);
      stream.write(bytes, 1 + middle, bytes.length - 1 - middle);
    }
  }

  private byte[] plain() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      in.position(in.position() + 16);
      byte method = in.get();
      byte[] piece = new byte[in.getInt() - 9];
      byte[] restored = new byte[in.getInt()];
      in.get(piece);
      if (method == (byte) 0x90) {
        Zstd.decompress(restored, piece);
      } else {
        assertThat(method).isEqualTo((byte) 0x82);
        LZ4Factory.fastestJavaInstance().safeDecompressor().decompress(piece, restored);
      }
      plain.writeBytes(restored);
    }
    return plain.toByteArray();
  }
}
