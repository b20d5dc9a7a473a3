/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.collector.ingest.BoundedGzip.InflationException;
import dev.tracehub.collector.wire.IngestLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class BoundedGzipTest {

  private static final int RATIO = IngestLimits.defaults().inflationRatio();

  private static InputStream open(byte[] content) throws IOException {
    return BoundedGzip.open(new ByteArrayInputStream(compressed(content)), RATIO);
  }

  private static byte[] compressed(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }

  @Test
  void read_ordinaryContent_isTheContent() throws IOException {
    byte[] content = new byte[20 << 20];
    new Random(1).nextBytes(content);

    assertThat(open(content).readAllBytes()).isEqualTo(content);
  }

  @Test
  void read_fewBytes_mayInflateAsTheyLike() throws IOException {
    assertThat(open(new byte[IngestLimits.FREE_INFLATION_BYTES]).readAllBytes())
        .hasSize(IngestLimits.FREE_INFLATION_BYTES);
  }

  @Test
  void read_bomb_stopsEarly() throws IOException {
    InputStream bomb = open(new byte[100 << 20]);

    assertThatThrownBy(bomb::readAllBytes)
        .isInstanceOf(InflationException.class)
        .hasMessageContaining("(expected: at most 200 times as many)");
  }

  @Test
  void open_noGzip_fails() {
    assertThatThrownBy(
            () -> BoundedGzip.open(new ByteArrayInputStream("hello gzip".getBytes()), RATIO))
        .isInstanceOf(ZipException.class);
  }

  @Test
  void open_withoutRatio_holdsTheDefault() throws IOException {
    byte[] bomb = compressed(new byte[20 << 20]);

    try (InputStream content = BoundedGzip.open(new ByteArrayInputStream(bomb))) {
      assertThatThrownBy(content::readAllBytes)
          .isInstanceOf(InflationException.class)
          .hasMessageContaining("at most " + RATIO + " times");
    }
  }

  @Test
  void read_otherRatio_isHeld() throws IOException {
    byte[] dense = compressed(new byte[20 << 20]);

    try (InputStream content = BoundedGzip.open(new ByteArrayInputStream(dense), 1100)) {
      assertThat(content.readAllBytes()).hasSize(20 << 20);
    }
  }
}
