/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GzipTest {

  private static final int LIMIT = 64 << 20;

  private final ByteBudget budget = new ByteBudget(256 << 20);

  @Test
  void inflate_whatWasDeflated_isTheSame() {
    byte[] body = "{\"resourceSpans\":[]}".repeat(1000).getBytes(StandardCharsets.UTF_8);

    assertThat(Gzip.inflate(Gzip.deflate(body), LIMIT, budget.lease())).isEqualTo(body);
  }

  @Test
  void inflate_bombUnderTheLimit_isTooDense() {
    byte[] bomb = Gzip.deflate(new byte[LIMIT / 2]);

    assertThatThrownBy(() -> Gzip.inflate(bomb, LIMIT, budget.lease()))
        .hasMessageContaining("RESOURCE_EXHAUSTED")
        .hasMessageContaining("(expected: at most 200 times as many)");
  }

  @Test
  void inflate_overTheLimit_isTooLarge() {
    byte[] body = Gzip.deflate(new byte[5000]);

    assertThatThrownBy(() -> Gzip.inflate(body, 4999, budget.lease()))
        .hasMessageContaining("at most 4999 bytes");
  }
}
