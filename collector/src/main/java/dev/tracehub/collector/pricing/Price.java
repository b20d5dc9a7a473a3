/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the price book.
 *
 * @param id names the row, e.g. {@code openai/gpt-4o-mini}
 * @param names the model and its aliases in lower case, the model first
 * @param provider who sells it at this price
 * @param bound whether the call must name this provider
 * @param period when it holds
 * @param rates the prices
 * @param large the prices of large requests, if they differ
 * @param factors factors on all prices by service tier
 * @param peak hours of the day with a factor of their own, if there are
 */
record Price(
    String id,
    List<String> names,
    String provider,
    boolean bound,
    Period period,
    Rates rates,
    @Nullable Large large,
    Map<String, BigDecimal> factors,
    @Nullable Peak peak) {

  private static final long NANOS_PER_HOUR = 3_600_000_000_000L;

  /** From the first instant on until before the second, in nanoseconds since the epoch. */
  record Period(long fromNanos, long untilNanos) {

    boolean contains(long nanos) {
      return fromNanos <= nanos && nanos < untilNanos;
    }

    boolean overlaps(Period other) {
      return fromNanos < other.untilNanos && other.fromNanos < untilNanos;
    }
  }

  /** The prices of the whole request when it has more input tokens than so many. */
  record Large(long aboveTokens, Rates rates) {}

  /**
   * Hours of the day with a factor.
   *
   * @param hours a bit per hour of the day in UTC
   */
  record Peak(int hours, BigDecimal factor) {

    BigDecimal factorAt(long nanos) {
      int hour = (int) Math.floorMod(Math.floorDiv(nanos, NANOS_PER_HOUR), 24L);
      return (hours >> hour & 1) == 1 ? factor : BigDecimal.ONE;
    }
  }

  Rates ratesFor(long inputTokens) {
    return large != null && inputTokens > large.aboveTokens() ? large.rates() : rates;
  }

  /** The factor for a service tier at a time; null when the price of the tier is not known. */
  @Nullable BigDecimal factor(String serviceTier, long nanos) {
    BigDecimal byTier =
        switch (serviceTier) {
          case "", "default", "auto", "standard", "on_demand" -> BigDecimal.ONE;
          default -> factors.get(serviceTier);
        };
    if (byTier == null || peak == null) {
      return byTier;
    }
    return byTier.multiply(peak.factorAt(nanos));
  }
}
