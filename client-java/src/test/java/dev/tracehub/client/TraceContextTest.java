/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

  private static final String HEADER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void parse_ofItsOwnHeader_isTheSame() {
    TraceContext context = TraceContext.parse(HEADER, "vendor=1").orElseThrow();

    assertThat(context.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(context.spanIdHex()).isEqualTo("b7ad6b7169203331");
    assertThat(context.flags()).isEqualTo(1);
    assertThat(context.traceState()).isEqualTo("vendor=1");
    assertThat(context.traceparent()).isEqualTo(HEADER);
  }

  @Test
  void parse_higherVersionWithMoreFields_isRead() {
    assertThat(TraceContext.parse("cc" + HEADER.substring(2) + "-what-comes"))
        .map(TraceContext::traceparent)
        .contains(HEADER);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
      })
  void parse_wrongHeader_isNone(String header) {
    assertThat(TraceContext.parse(header)).isEmpty();
  }

  @Test
  void new_zeroIds_areRefused() {
    assertThatThrownBy(() -> new TraceContext(0, 0, 1, 1, ""))
        .hasMessage("traceId: 0 (expected: not all zeros)");
    assertThatThrownBy(() -> new TraceContext(0, 1, 0, 1, ""))
        .hasMessage("spanId: 0 (expected: not all zeros)");
  }
}
