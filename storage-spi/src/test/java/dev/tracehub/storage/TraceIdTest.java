/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

  private static final TraceId ID = new TraceId(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "4BF92F3577B34DA6A3CE929D0E0E4736",
        "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"
      })
  void parse_everyForm(String text) {
    assertThat(TraceId.parse(text)).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000000000000000000000000000000",
        "4bf92f3577b34da6a3ce929d0e0e473",
        "4bf92f3577b34da6a3ce929d0e0e47361",
        "4bf92f3577b34da6a3ce929d0e0e473g",
        "4bf92f3577b34da6a3ce929d0e0e473\u0666",
        "4bf92f357-7b34-da6-a3ce-929d0e0e4736",
        "4bf92f35--77b3-4da6-a3ce-929d0e0e473",
        "-bf92f35-77b3-4da6-a3ce-929d0e0e4736"
      })
  void tryParse_noTraceId_empty(String text) {
    assertThat(TraceId.tryParse(text)).isEmpty();
  }

  @Test
  void parse_noTraceId_named() {
    assertThatThrownBy(() -> TraceId.parse("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traceId: \"x\" (expected: 32 hexadecimal digits, not all 0)");
  }

  @Test
  void new_zeros_refused() {
    assertThatThrownBy(() -> new TraceId(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new TraceId(0, 1).toString()).isEqualTo("0".repeat(31) + "1");
    assertThat(new TraceId(1L << 63, 0).toString()).isEqualTo("8" + "0".repeat(31));
  }

  @Test
  void toString_readsBack() {
    assertThat(ID.toString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(TraceId.parse(ID.toString())).isEqualTo(ID);
  }

  @Test
  void compareTo_asTheText() {
    TraceId[] ids = {
      new TraceId(0, 1), new TraceId(0, -1), new TraceId(1, 0), new TraceId(-1, 0), ID
    };
    assertThat(Stream.of(ids).sorted().map(TraceId::toString))
        .isEqualTo(Stream.of(ids).map(TraceId::toString).sorted().toList());
  }
}
