/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.CacheTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Usage in Tracehub's convention: input includes what a cache served, output includes reasoning.
 * The modules of the providers may be absent, so their classes are known by name and touched by a
 * class of their own.
 */
final class Tokens {

  private static final String OPENAI = "com.openai.models.completions.CompletionUsage";

  private Tokens() {}

  /** Nothing when nothing is known, for which Spring AI has zeros. */
  static void record(LiveSpan span, @Nullable Usage usage, String provider) {
    if (usage != null && orZero(usage.getTotalTokens()) > 0) {
      span.usage(of(usage, provider));
    }
  }

  /** The same for embeddings, which have no output. */
  static void recordInput(LiveSpan span, @Nullable Usage usage) {
    if (usage != null && orZero(usage.getPromptTokens()) > 0) {
      long tokens = usage.getPromptTokens();
      span.usage(
          dev.tracehub.v1.Usage.newBuilder().setInputTokens(tokens).setTotalTokens(tokens).build());
    }
  }

  static dev.tracehub.v1.Usage of(Usage usage, String provider) {
    dev.tracehub.v1.Usage.Builder builder =
        dev.tracehub.v1.Usage.newBuilder()
            .setInputTokens(orZero(usage.getPromptTokens()))
            .setOutputTokens(orZero(usage.getCompletionTokens()))
            .setTotalTokens(orZero(usage.getTotalTokens()));
    Long read = usage.getCacheReadInputTokens();
    if (read != null) {
      builder.setCacheReadTokens(read);
    }
    Long written = usage.getCacheWriteInputTokens();
    if (written != null) {
      builder.setCacheWriteTokens(written);
    }
    if (provider.equals(Providers.ANTHROPIC) || provider.equals(Providers.BEDROCK)) {
      CacheTokens.addToInput(builder, builder.getCacheReadTokens(), builder.getCacheWriteTokens());
    }
    Object told = usage.getNativeUsage();
    if (told != null && told.getClass().getName().equals(OPENAI)) {
      OpenAiTokens.add(told, builder);
    }
    return builder.build();
  }

  private static long orZero(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
