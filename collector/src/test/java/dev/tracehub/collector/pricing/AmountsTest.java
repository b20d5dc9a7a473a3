/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.000, 0",
    "1, 1",
    "10, 10",
    "1.50, 1.5",
    "100.00, 100",
    "0.000001, 0.000001",
    "0.000000000000000001, 0.000000000000000001",
    "999999999999999999, 999999999999999999",
    "0.999999999999999999, 0.999999999999999999",
    "1E+3, 1000",
    "-1.50, -1.5",
    "1.0000000000000000000000010, 1.000000000000000000000001",
  })
  void text_isPlainWithoutZerosAtTheEnd(BigDecimal amount, String expected) {
    assertThat(Amounts.text(amount)).isEqualTo(expected);
  }

  @Test
  void text_isThatOfBigDecimal() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal amount =
          new BigDecimal(new BigInteger(1 + random.nextInt(80), random), random.nextInt(24) - 2);
      String expected = amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
      assertThat(Amounts.text(amount)).as("seed %d, %s", seed, amount).isEqualTo(expected);
    }
  }
}
