/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.BreakerState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * The circuit breaker around the sending of batches. It opens when half of at least five calls
 * within ten seconds failed, or most of them were slow, stays open from one second up to thirty,
 * and lets one call decide what comes next.
 *
 * <p>The worker answers for every permission it takes, so half-open needs no time limit (which
 * would cost a thread).
 */
final class Breaker {

  private static final int WINDOW_SECONDS = 10;
  private static final int MIN_CALLS = 5;
  private static final float FAILURE_PERCENT = 50;
  private static final float SLOW_PERCENT = 80;
  private static final long SHORTEST_OPEN_MILLIS = 1_000;
  private static final long LONGEST_OPEN_MILLIS = 30_000;

  private final CircuitBreaker breaker;
  private final Clock clock;
  private final Jitter jitter;
  private long openUntil;

  Breaker(Clock clock, Jitter jitter, Duration callTimeout, SafeListener listener) {
    this.clock = clock;
    this.jitter = jitter;
    long origin = clock.nanoTime();
    this.openUntil = origin;
    InstantSource time = () -> Instant.EPOCH.plusNanos(clock.nanoTime() - origin);
    breaker =
        CircuitBreaker.of(
            "tracehub",
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(WINDOW_SECONDS)
                .minimumNumberOfCalls(MIN_CALLS)
                .failureRateThreshold(FAILURE_PERCENT)
                .slowCallRateThreshold(SLOW_PERCENT)
                .slowCallDurationThreshold(callTimeout.multipliedBy(4).dividedBy(5))
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(this::openMillis)
                .clock(time.withZone(ZoneOffset.UTC))
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> listener.onBreakerState(stateOf(event.getStateTransition().getToState())));
  }

  /** Whether a call may be made. Each permission must be answered by one of the next three. */
  boolean tryAcquire() {
    return breaker.tryAcquirePermission();
  }

  void succeeded(long nanos) {
    breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(long nanos, Throwable cause) {
    breaker.onError(nanos, TimeUnit.NANOSECONDS, cause);
  }

  /** The call says nothing about the collector's health. */
  void ignored() {
    breaker.releasePermission();
  }

  /** When an open breaker lets the next call through, by the clock's nanoTime. */
  long openUntil() {
    return openUntil;
  }

  BreakerState state() {
    return stateOf(breaker.getState());
  }

  private long openMillis(int attempt) {
    long longest = Math.min(LONGEST_OPEN_MILLIS, SHORTEST_OPEN_MILLIS << Math.min(attempt - 1, 5));
    long millis = longest / 2 + jitter.upTo(longest / 2);
    // The library lets a call through strictly after the wait.
    openUntil = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis + 1);
    return millis;
  }

  private static BreakerState stateOf(CircuitBreaker.State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
    };
  }
}
