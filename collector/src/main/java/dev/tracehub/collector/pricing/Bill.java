/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.pricing;

import dev.tracehub.v1.Cost;
import dev.tracehub.v1.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of one call cost. Parts of the input that have a price of their own (cached,
 * audio) are taken out of it before the rest is priced as plain input; cached parts without a price
 * of their own are plain input. Reasoning is output. Audio without a price makes the whole cost
 * unknown, as does output of a model that has no price for it.
 */
final class Bill {

  /** Rates are per million tokens. */
  private static final int RATE_SCALE = 6;

  private final Rates rates;
  private final BigDecimal factor;
  private long plainInput;
  private BigDecimal input = BigDecimal.ZERO;
  private BigDecimal output = BigDecimal.ZERO;
  private BigDecimal cacheRead = BigDecimal.ZERO;
  private BigDecimal cacheWrite = BigDecimal.ZERO;
  private boolean unknown;

  private Bill(Rates rates, BigDecimal factor) {
    this.rates = rates;
    this.factor = factor;
  }

  /** The cost; null when a price for some of the tokens is missing. */
  static @Nullable Bill of(Usage usage, Rates rates, BigDecimal factor) {
    Bill bill = new Bill(rates, factor);
    bill.addInput(usage);
    bill.addOutput(usage);
    return bill.unknown ? null : bill;
  }

  private void addInput(Usage usage) {
    plainInput = inputTokens(usage, rates);
    cacheRead = takeOut(usage.getCacheReadTokens(), rates.cacheRead());
    long oneHour = Math.min(usage.getCacheWrite1HTokens(), usage.getCacheWriteTokens());
    long fiveMinutes = usage.getCacheWriteTokens() - oneHour;
    cacheWrite =
        sum(takeOut(fiveMinutes, rates.cacheWrite()), takeOut(oneHour, oneHourRate(oneHour)));
    BigDecimal audio = BigDecimal.ZERO;
    if (usage.getAudioInputTokens() > 0) {
      unknown |= rates.audioInput() == null;
      audio = takeOut(usage.getAudioInputTokens(), rates.audioInput());
    }
    input = sum(audio, cost(Math.max(0, plainInput), rates.input()));
  }

  /** An hour in the cache costs more than five minutes: how much must be known. */
  private @Nullable BigDecimal oneHourRate(long tokens) {
    if (tokens > 0 && rates.cacheWrite() != null && rates.cacheWrite1h() == null) {
      unknown = true;
    }
    return rates.cacheWrite1h();
  }

  private BigDecimal takeOut(long tokens, @Nullable BigDecimal rate) {
    if (rate == null || tokens == 0) {
      return BigDecimal.ZERO;
    }
    plainInput -= tokens;
    return cost(tokens, rate);
  }

  private void addOutput(Usage usage) {
    long tokens = usage.getOutputTokens();
    long audio = usage.getAudioOutputTokens();
    if (audio > 0) {
      unknown |= rates.audioOutput() == null;
      tokens = Math.max(0, tokens - audio);
      output = cost(audio, orZero(rates.audioOutput()));
    }
    unknown |= tokens > 0 && rates.output() == null;
    output = sum(output, cost(tokens, orZero(rates.output())));
  }

  private BigDecimal cost(long tokens, BigDecimal rate) {
    if (tokens == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal plain = BigDecimal.valueOf(tokens).multiply(rate).scaleByPowerOfTen(-RATE_SCALE);
    // One is what nearly all calls have.
    return factor.compareTo(BigDecimal.ONE) == 0 ? plain : plain.multiply(factor);
  }

  /** Most parts of a bill are nothing. */
  private static BigDecimal sum(BigDecimal one, BigDecimal other) {
    if (one.signum() == 0) {
      return other;
    }
    return other.signum() == 0 ? one : one.add(other);
  }

  private static BigDecimal orZero(@Nullable BigDecimal rate) {
    return rate == null ? BigDecimal.ZERO : rate;
  }

  /** The input; of an embedding that reports only a total, the total. */
  static long inputTokens(Usage usage, Rates rates) {
    boolean onlyTotal = !usage.hasInputTokens() && !usage.hasOutputTokens();
    return onlyTotal && rates.output() == null ? usage.getTotalTokens() : usage.getInputTokens();
  }

  Cost.Builder toCost() {
    return Cost.newBuilder()
        .setTotalUsd(Amounts.text(sum(sum(sum(input, output), cacheRead), cacheWrite)))
        .setInputUsd(Amounts.text(input))
        .setOutputUsd(Amounts.text(output))
        .setCacheReadUsd(Amounts.text(cacheRead))
        .setCacheWriteUsd(Amounts.text(cacheWrite));
  }
}
