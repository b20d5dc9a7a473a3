/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.storage.memory.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongColumnTest {

  @Test
  void get_extremes() {
    assertHolds(Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE);
    assertHolds(Long.MAX_VALUE, Long.MIN_VALUE);
    assertHolds(0, -1L >>> 1, -1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 15, 16, 24, 31, 32, 40, 48, 56, 63})
  void get_distancesOfEachWidth(int bits) {
    Seed.run(
        random -> {
          long[] values = new long[1000];
          long base = random.nextLong();
          for (int i = 0; i < values.length; i++) {
            values[i] = base + (random.nextLong() & (1L << bits) - 1);
          }
          assertHolds(values);
        });
  }

  @Test
  void constant_takesNoBytesPerRow() {
    long[] values = new long[8192];
    Arrays.fill(values, 42);

    LongColumn column = LongColumn.of(values, values.length);

    assertThat(column.isConstant()).isTrue();
    assertThat(column.get(8191)).isEqualTo(42);
    assertThat(column.heapBytes()).isLessThan(64);
  }

  @Test
  void smallDistances_takeAByteEach() {
    long[] values = new long[8192];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1_795_262_400_000_000_000L + i % 256;
    }

    assertThat(LongColumn.of(values, values.length).heapBytes()).isBetween(8192L, 8300L);
  }

  private static void assertHolds(long... values) {
    LongColumn column = LongColumn.of(values, values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(column.get(i)).as("row %d of %s", i, Arrays.toString(values)).isEqualTo(values[i]);
    }
  }
}
