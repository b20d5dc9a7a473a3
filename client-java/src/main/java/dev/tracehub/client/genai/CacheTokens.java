/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.genai;

import dev.tracehub.v1.Usage;

/**
 * Anthropic, and Bedrock as it does, counts what its cache read and wrote beside the input;
 * Tracehub's input includes it.
 */
public final class CacheTokens {

  private CacheTokens() {}

  /**
   * Adds the cached tokens to the input, and keeps the provider's own number as raw.
   *
   * @param usage has the provider's input tokens, and the output tokens where they are known
   * @param read tokens that the cache served
   * @param written tokens that the cache took
   */
  public static void addToInput(Usage.Builder usage, long read, long written) {
    if (usage.hasInputTokens() && read + written > 0) {
      usage.putRaw("input_tokens", usage.getInputTokens());
      usage.setInputTokens(usage.getInputTokens() + read + written);
      usage.setTotalTokens(usage.getInputTokens() + usage.getOutputTokens());
    }
  }
}
