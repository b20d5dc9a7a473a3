/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration MOST = Duration.ofMinutes(10);

  @Test
  void backOff_isSpreadOverTheWholeWait() {
    Random random = new Random(1);
    long least = Long.MAX_VALUE;
    long greatest = 0;
    for (int i = 0; i < 1_000; i++) {
      Pace pace = new Pace(0, new Jitter(random::nextLong), MOST);
      pace.backOff(0, true);
      least = Math.min(least, pace.waitNanos(0));
      greatest = Math.max(greatest, pace.waitNanos(0));
    }

    assertThat(Duration.ofNanos(least)).isLessThan(Duration.ofMillis(5));
    assertThat(Duration.ofNanos(greatest)).isBetween(Duration.ofMillis(95), Duration.ofMillis(100));
  }

  @Test
  void throttle_absurdlyLong_isCut() {
    Pace pace = new Pace(0, new Jitter(() -> 0), MOST);

    pace.throttle(0, Duration.ofDays(1_000_000));

    assertThat(Duration.ofNanos(pace.waitNanos(0))).isEqualTo(MOST);
  }

  @Test
  void throttle_negative_isNoWait() {
    Pace pace = new Pace(0, new Jitter(() -> 0), MOST);

    pace.throttle(0, Duration.ofSeconds(-5));

    assertThat(pace.waitNanos(0)).isZero();
  }
}
