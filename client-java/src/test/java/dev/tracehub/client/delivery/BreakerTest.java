/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.ClientListener;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private final FakeClock clock = new FakeClock();
  private final List<BreakerState> states = new ArrayList<>();
  private final Breaker breaker =
      new Breaker(
          clock,
          new Jitter(() -> -1),
          Duration.ofSeconds(10),
          new SafeListener(
              new ClientListener() {
                @Override
                public void onBreakerState(BreakerState state) {
                  states.add(state);
                }
              }));

  @Test
  void failures_fewerThanFive_leaveItClosed() {
    fail(4);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(breaker.tryAcquire()).isTrue();
  }

  @Test
  void failures_five_openItForASecond() {
    fail(5);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.tryAcquire()).isFalse();
    assertThat(openFor()).isEqualTo(Duration.ofMillis(1_001));
    clock.advance(openFor());
    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(breaker.tryAcquire()).isFalse();
  }

  @Test
  void probe_failing_opensItLongerEachTimeUpToThirtySeconds() {
    fail(5);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      seconds.add(openFor().toSeconds());
      clock.advance(openFor());
      fail(1);
    }

    assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void probe_succeeding_closesIt() {
    fail(5);
    clock.advance(openFor());
    assertThat(breaker.tryAcquire()).isTrue();
    breaker.succeeded(1_000);

    assertThat(states)
        .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
  }

  @Test
  void probe_thatSaysNothing_leavesRoomForAnother() {
    fail(5);
    clock.advance(openFor());
    assertThat(breaker.tryAcquire()).isTrue();
    breaker.ignored();

    assertThat(breaker.tryAcquire()).isTrue();
  }

  @Test
  void slowCalls_openItToo() {
    for (int i = 0; i < 5; i++) {
      assertThat(breaker.tryAcquire()).isTrue();
      breaker.succeeded(Duration.ofSeconds(9).toNanos());
    }

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void failures_longAgo_doNotCount() {
    fail(4);
    clock.advance(Duration.ofSeconds(11));
    fail(1);

    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  private Duration openFor() {
    return Duration.ofNanos(breaker.openUntil() - clock.nanoTime());
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.tryAcquire()).isTrue();
      breaker.failed(1_000, Status.UNAVAILABLE.asException());
    }
  }
}
