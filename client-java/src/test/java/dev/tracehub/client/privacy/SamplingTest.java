/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

  private static final int TRACES = 200_000;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.001, 0.1, 0.5, 0.9, 1})
  void keeps_aboutTheRatio(double ratio) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Sampling sampling = Sampling.ratio(ratio);

    long kept = new Random(seed).longs(TRACES).filter(sampling::keeps).count();

    double deviation = Math.sqrt(TRACES * ratio * (1 - ratio));
    assertThat((double) kept)
        .isBetween(TRACES * ratio - 6 * deviation, TRACES * ratio + 6 * deviation);
  }

  @Test
  void keeps_higherRatio_keepsWhatALowerOneKeeps() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Sampling low = Sampling.ratio(0.1);
    Sampling high = Sampling.ratio(0.3);

    assertThat(new Random(seed).longs(TRACES).filter(low::keeps)).allMatch(high::keeps);
  }

  /** The rule of OpenTelemetry's consistent probability sampling: random value >= threshold. */
  @Test
  void keeps_atTheThreshold() {
    Sampling half = Sampling.ratio(0.5);

    assertThat(half.keeps(0x0080_0000_0000_0000L)).isTrue();
    assertThat(half.keeps(0x007f_ffff_ffff_ffffL)).isFalse();
    assertThat(half.keeps(0xff7f_ffff_ffff_ffffL)).as("the first byte has no say").isFalse();
  }

  @Test
  void keeps_fromACaller_followsItsFlag() {
    assertThat(Sampling.ratio(0).keeps(1, 1)).isTrue();
    assertThat(Sampling.ratio(1).keeps(1, 0)).isFalse();
    assertThat(Sampling.ratio(0).ignoringCallers().keeps(1, 1)).isFalse();
    assertThat(Sampling.ratio(1).ignoringCallers().keeps(1, 0)).isTrue();
    assertThat(Sampling.ALL.keeps(1, 0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void ratio_wrong_saysWhatWasExpected(double ratio) {
    assertThatThrownBy(() -> Sampling.ratio(ratio))
        .hasMessage("ratio: " + ratio + " (expected: 0 to 1)");
  }
}
