/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanIdTest {

  private static final SpanId ID = new SpanId(0x00f067aa0ba902b7L);

  @ParameterizedTest
  @ValueSource(strings = {"00f067aa0ba902b7", "00F067AA0BA902B7"})
  void parse_everyForm(String text) {
    assertThat(SpanId.parse(text)).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000000000000000",
        "00f067aa0ba902b",
        "00f067aa0ba902b71",
        "00f067aa0ba902bg",
        "00f067aa-0ba902b7"
      })
  void tryParse_noSpanId_empty(String text) {
    assertThat(SpanId.tryParse(text)).isEmpty();
  }

  @Test
  void parse_noSpanId_named() {
    assertThatThrownBy(() -> SpanId.parse("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("spanId: \"x\" (expected: 16 hexadecimal digits, not all 0)");
    assertThatThrownBy(() -> new SpanId(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toString_readsBack() {
    assertThat(ID.toString()).isEqualTo("00f067aa0ba902b7");
    assertThat(SpanId.parse(ID.toString())).isEqualTo(ID);
  }

  @Test
  void compareTo_asTheText() {
    assertThat(new SpanId(1)).isLessThan(ID);
    assertThat(new SpanId(-1)).isGreaterThan(ID);
    assertThat(new SpanId(1).toString()).isLessThan(new SpanId(-1).toString());
  }
}
