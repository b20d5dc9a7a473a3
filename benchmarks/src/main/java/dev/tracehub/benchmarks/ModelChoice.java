/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks;

import dev.tracehub.v1.Cost;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Usage;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;

/**
 * A model with its price per million tokens, in tenths of a cent. Prices are of the right size, not
 * right.
 */
record ModelChoice(String provider, String name, String served, long inputPrice, long outputPrice) {

  static final ModelChoice EMBEDDING =
      new ModelChoice("openai", "text-embedding-3-small", "text-embedding-3-small", 20, 0);

  static final ModelChoice JUDGE =
      new ModelChoice("anthropic", "claude-haiku-4-5", "claude-haiku-4-5-20251001", 1000, 5000);

  private static final ModelChoice[] CHAT = {
    new ModelChoice("openai", "gpt-4o-mini", "gpt-4o-mini-2024-07-18", 150, 600),
    new ModelChoice("openai", "gpt-4o", "gpt-4o-2024-08-06", 2500, 10_000),
    new ModelChoice("anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929", 3000, 15_000),
    new ModelChoice("gcp.gemini", "gemini-2.5-flash", "gemini-2.5-flash", 300, 2500),
    new ModelChoice("mistral_ai", "mistral-large-latest", "mistral-large-2411", 2000, 6000),
    new ModelChoice("self-hosted", "qwen3-32b", "qwen3-32b", 0, 0)
  };

  /** Tenths of a cent per million tokens are 10^-9 dollars per token. */
  private static final int PRICE_SCALE = 9;

  static ModelChoice pick(RandomGenerator random) {
    double uniform = random.nextDouble();
    return CHAT[(int) (CHAT.length * uniform * uniform)];
  }

  Usage usage(RandomGenerator random, long input, long output) {
    Usage.Builder usage =
        Usage.newBuilder()
            .setInputTokens(input)
            .setOutputTokens(output)
            .setTotalTokens(input + output);
    if (random.nextInt(3) == 0) {
      usage.setCacheReadTokens(input / 2);
    }
    return usage.build();
  }

  Cost cost(long input, long output) {
    if (inputPrice == 0) {
      return Cost.newBuilder().setState(CostState.COST_STATE_UNPRICED).build();
    }
    return Cost.newBuilder()
        .setState(CostState.COST_STATE_COMPUTED)
        .setTotalUsd(usd(input * inputPrice + output * outputPrice))
        .setInputUsd(usd(input * inputPrice))
        .setOutputUsd(usd(output * outputPrice))
        .setPriceVersion(1)
        .setPriceId(provider + "/" + name)
        .build();
  }

  private static String usd(long billionths) {
    return BigDecimal.valueOf(billionths, PRICE_SCALE).stripTrailingZeros().toPlainString();
  }
}
