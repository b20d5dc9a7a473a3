/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSinkTest {

  private final ByteSink sink = new ByteSink();

  @Test
  void number_isItsLowestBytes_lowestFirst() throws IOException {
    sink.putNumber(0x1122334455667788L, 1);
    sink.putNumber(0x1122334455667788L, 2);
    sink.putNumber(0x1122334455667788L, 4);
    sink.putNumber(0x1122334455667788L, 8);
    assertThat(HexFormat.of().formatHex(bytes()))
        .isEqualTo("88" + "8877" + "88776655" + "8877665544332211");
  }

  @Test
  void numberOfOtherWidth_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sink.putNumber(1, 3))
        .withMessage("width: 3 (expected: 1, 2, 4, 8)");
  }

  @Test
  void length_takesSevenBitsAByte() throws IOException {
    for (int length : new int[] {0, 127, 128, 16_383, 16_384, Integer.MAX_VALUE}) {
      sink.putVarInt(length);
    }
    assertThat(HexFormat.of().formatHex(bytes()))
        .isEqualTo("00" + "7f" + "8001" + "ff7f" + "808001" + "ffffffff07");
  }

  @Test
  void textsOfEverySize_comeBack_acrossChunks() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = 0; i < 2_000; i++) {
      String text = "어".repeat(i % 7) + "x".repeat(random.nextInt(i % 100 == 0 ? 100_000 : 300));
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      ByteSink length = new ByteSink();
      length.putVarInt(utf8.length);
      length.writeTo(expected);
      expected.write(utf8);
      if (i % 2 == 0) {
        sink.putText(text);
      } else {
        sink.putBytes(ByteString.copyFrom(utf8));
      }
    }
    assertThat(sink.size()).as("seed %d", seed).isEqualTo(expected.size());
    assertThat(bytes()).as("seed %d", seed).isEqualTo(expected.toByteArray());
    assertThat(bytes()).as("written again, seed %d", seed).isEqualTo(expected.toByteArray());
  }

  @Test
  void moreThanAnArrayHolds_isWritten() throws IOException {
    ByteString large = ByteString.copyFrom(new byte[1 << 26]);
    for (int i = 0; i < 33; i++) {
      sink.putBytes(large);
    }
    CountingStream out = new CountingStream();
    sink.writeTo(out);
    assertThat(sink.size()).isEqualTo(33L * ((1 << 26) + 4)).isGreaterThan(Integer.MAX_VALUE);
    assertThat(out.count).isEqualTo(sink.size());
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sink.writeTo(out);
    return out.toByteArray();
  }

  private static final class CountingStream extends OutputStream {

    private long count;

    @Override
    public void write(int value) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      count += length;
    }
  }
}
