/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tracehub.client.genai.CacheTokens;
import dev.tracehub.v1.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic counts what its cache read and wrote beside the input. Loaded only where its module is
 * there.
 */
final class AnthropicTokens {

  private AnthropicTokens() {}

  static void add(TokenUsage usage, Usage.Builder into) {
    AnthropicTokenUsage tokens = (AnthropicTokenUsage) usage;
    long read = orZero(tokens.cacheReadInputTokens());
    long written = orZero(tokens.cacheCreationInputTokens());
    if (tokens.cacheReadInputTokens() != null) {
      into.setCacheReadTokens(read);
    }
    if (tokens.cacheCreationInputTokens() != null) {
      into.setCacheWriteTokens(written);
    }
    CacheTokens.addToInput(into, read, written);
  }

  private static long orZero(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
