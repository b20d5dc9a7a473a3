/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.sampling;

import dev.tracehub.collector.filter.FilterParser;
import dev.tracehub.collector.filter.InvalidFilterException;
import dev.tracehub.storage.Filters;
import dev.tracehub.storage.SpanValues;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TailSampling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What {@code tracehub.v1.TailSampling} says, checked. Thread-safe.
 *
 * @param oneIn of the traces that nothing else keeps, one in this many is kept
 * @param waitNanos how long a trace is held
 * @param slowNanos a span that took as long keeps its trace; {@link Long#MAX_VALUE}: none does
 * @param costlyUsd a trace that cost as much is kept
 * @param flagged a finished span that matches keeps its trace
 */
public record SamplingRules(
    int oneIn,
    long waitNanos,
    long slowNanos,
    Optional<BigDecimal> costlyUsd,
    Predicate<Span> flagged) {

  /** So that weighted sums of a day of durations are far from what 64 bits hold. */
  static final int MAX_ONE_IN = 10_000;

  static final int MAX_WAIT_SECONDS = 600;
  private static final int DEFAULT_WAIT_SECONDS = 30;
  private static final long MAX_SLOW_MS = Duration.ofDays(365).toMillis();
  private static final int MAX_COST_LENGTH = 40;
  private static final FilterParser FILTERS = new FilterParser();

  static final SamplingRules KEEP_ALL = of(TailSampling.newBuilder().setOneIn(1).build());

  /**
   * The rules that a message says.
   *
   * @throws InvalidSamplingException when they cannot be; it names the field
   */
  public static SamplingRules of(TailSampling sampling) {
    int oneIn = sampling.getOneIn();
    if (oneIn < 1 || oneIn > MAX_ONE_IN) {
      throw new InvalidSamplingException(
          "one_in",
          Integer.toUnsignedString(oneIn) + " (expected: 1, for all, to " + MAX_ONE_IN + ")");
    }
    return new SamplingRules(
        oneIn,
        Duration.ofSeconds(waitSeconds(sampling)).toNanos(),
        slowNanos(sampling),
        costly(sampling.getCostlyUsd()),
        flagged(sampling.getKeepFilter()));
  }

  /** Whether nothing is left out. */
  boolean keepAll() {
    return oneIn == 1;
  }

  /** Whether a finished span keeps its trace. */
  boolean keeps(Span span) {
    return SpanValues.isError(span)
        || SpanValues.durationNanos(span) >= slowNanos
        || flagged.test(span);
  }

  private static int waitSeconds(TailSampling sampling) {
    int seconds = sampling.getWaitSeconds();
    if (seconds < 0 || seconds > MAX_WAIT_SECONDS) {
      throw new InvalidSamplingException(
          "wait_seconds",
          Integer.toUnsignedString(seconds)
              + " (expected: 1 to "
              + MAX_WAIT_SECONDS
              + ", or 0: "
              + DEFAULT_WAIT_SECONDS
              + ")");
    }
    return seconds == 0 ? DEFAULT_WAIT_SECONDS : seconds;
  }

  private static long slowNanos(TailSampling sampling) {
    long millis = sampling.getSlowMs();
    if (millis < 0 || millis > MAX_SLOW_MS) {
      throw new InvalidSamplingException(
          "slow_ms", Long.toUnsignedString(millis) + " (expected: at most a year)");
    }
    return millis == 0 ? Long.MAX_VALUE : Duration.ofMillis(millis).toNanos();
  }

  private static Optional<BigDecimal> costly(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (text.length() <= MAX_COST_LENGTH) {
        BigDecimal usd = new BigDecimal(text);
        if (usd.signum() > 0) {
          return Optional.of(usd);
        }
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    String shown =
        text.length() <= MAX_COST_LENGTH ? '"' + text + '"' : text.length() + " characters";
    throw new InvalidSamplingException(
        "costly_usd", shown + " (expected: a decimal number above 0, e.g. \"0.25\")");
  }

  private static Predicate<Span> flagged(String filter) {
    if (filter.isBlank()) {
      return span -> false;
    }
    try {
      return Filters.predicate(FILTERS.parse(filter));
    } catch (InvalidFilterException e) {
      throw new InvalidSamplingException("keep_filter", String.valueOf(e.getMessage()));
    }
  }
}
