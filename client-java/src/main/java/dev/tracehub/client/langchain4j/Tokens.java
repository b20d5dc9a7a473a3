/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.v1.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Usage in Tracehub's convention: input includes what a cache served, output includes reasoning.
 * The modules of the providers may be absent, so their classes are known by name and touched by a
 * class of their own.
 */
final class Tokens {

  private Tokens() {}

  /** Nothing when nothing is known. */
  static void record(LiveSpan span, @Nullable TokenUsage usage) {
    if (usage != null) {
      span.usage(of(usage));
    }
  }

  /** The same for embeddings, where some providers repeat the input as output. */
  static void recordInput(LiveSpan span, @Nullable TokenUsage usage) {
    if (usage != null && usage.inputTokenCount() != null) {
      long tokens = usage.inputTokenCount();
      span.usage(Usage.newBuilder().setInputTokens(tokens).setTotalTokens(tokens).build());
    }
  }

  static Usage of(TokenUsage usage) {
    Usage.Builder builder = Usage.newBuilder();
    if (usage.inputTokenCount() != null) {
      builder.setInputTokens(usage.inputTokenCount());
    }
    if (usage.outputTokenCount() != null) {
      builder.setOutputTokens(usage.outputTokenCount());
    }
    if (usage.totalTokenCount() != null) {
      builder.setTotalTokens(usage.totalTokenCount());
    }
    switch (usage.getClass().getName()) {
      case "dev.langchain4j.model.openai.OpenAiTokenUsage" -> OpenAiTokens.add(usage, builder);
      case "dev.langchain4j.model.anthropic.AnthropicTokenUsage" ->
          AnthropicTokens.add(usage, builder);
      case "dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage" ->
          GeminiTokens.add(usage, builder);
      default -> {}
    }
    return builder.build();
  }
}
