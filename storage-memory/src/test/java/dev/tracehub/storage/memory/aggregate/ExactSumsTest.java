/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.memory.Seed;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ExactSumsTest {

  @Test
  void sum_ofAnyLongs_exact() {
    Seed.run(
        random -> {
          ExactSums sums = new ExactSums();
          sums.grow(2);
          BigInteger expected = BigInteger.ZERO;
          for (int i = 0; i < 1000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            long times = random.nextBoolean() ? 1 : random.nextLong() >>> random.nextInt(33, 64);
            sums.add(1, value, times);
            expected = expected.add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(times)));
            assertThat(sums.sum(1)).isEqualTo(expected);
            assertThat(sums.isLong(1)).isEqualTo(expected.bitLength() < 64);
            assertThat(sums.doubleSum(1)).isEqualTo(expected.doubleValue());
          }
          assertThat(sums.sum(0)).isEqualTo(BigInteger.ZERO);
        });
  }

  @Test
  void sum_beyondLong() {
    ExactSums sums = new ExactSums();
    sums.grow(1);

    sums.add(0, Long.MAX_VALUE, 1);
    sums.add(0, Long.MAX_VALUE, 1);
    assertThat(sums.isLong(0)).isFalse();
    assertThat(sums.sum(0)).isEqualTo(new BigInteger("18446744073709551614"));

    sums.add(0, Long.MIN_VALUE, 1);
    assertThat(sums.longSum(0)).isEqualTo(Long.MAX_VALUE - 1);
  }
}
