/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server makes of it, checksums included, is in the tests of the format Native. */
class CompressedStreamTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      ints = {
        1,
        CompressedStream.PIECE - 1,
        CompressedStream.PIECE,
        CompressedStream.PIECE + 1,
        3 * CompressedStream.PIECE
      })
  void everyLength_comesBack_whetherItCompressesOrNot(int length) throws IOException {
    long seed = System.nanoTime();
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    for (byte[] bytes : new byte[][] {noise, new byte[length]}) {
      out.reset();
      try (CompressedStream stream = new CompressedStream(out)) {
        stream.write(bytes[0]);
        stream.write(bytes, 1, length / 2 - length / 4);
        stream.write(bytes, 1 + length / 2 - length / 4, length - 1 - (length / 2 - length / 4));
      }
      assertThat(plain()).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  void nothing_isNoPiece() throws IOException {
    new CompressedStream(out).close();
    assertThat(out.size()).isZero();
  }

  private byte[] plain() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      in.position(in.position() + 16);
      assertThat(in.get()).isEqualTo((byte) 0x82);
      byte[] piece = new byte[in.getInt() - 9];
      byte[] restored = new byte[in.getInt()];
      in.get(piece);
      LZ4Factory.fastestJavaInstance().safeDecompressor().decompress(piece, restored);
      plain.writeBytes(restored);
    }
    return plain.toByteArray();
  }
}
