/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsdTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00, 0",
    "-0.0, 0",
    "1.50, 1.5",
    "100, 100",
    "1E+2, 100",
    "1.275e-4, 0.0001275",
    "4.9E-324, 0",
    "0.0000000000000000005, 0",
    "0.0000000000000000015, 0.000000000000000002",
    "999999999999.000000000000000001, 999999999999.000000000000000001"
  })
  void format_canonical(String text, String expected) {
    assertThat(Usd.format(Usd.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "NaN", "1,5", "$1", "1000000000000", "1e999999999", "1e-999999999", " 1"})
  void tryParse_noAmount_empty(String text) {
    assertThat(Usd.tryParse(text)).isEmpty();
  }

  @Test
  void parse_noAmount_named() {
    assertThatThrownBy(() -> Usd.parse("12 $"))
        .hasMessage("usd: \"12 $\" (expected: a decimal number below 10^12)");
  }

  @Test
  void format_sum_exact() {
    BigDecimal sum = Usd.parse("0.1").add(Usd.parse("0.2"));
    assertThat(Usd.format(sum)).isEqualTo("0.3");
  }
}
