/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tracehub.v1.Usage;

/**
 * Gemini counts thoughts beside the output, which its total tells. Loaded only where its module is
 * there.
 */
final class GeminiTokens {

  private GeminiTokens() {}

  static void add(TokenUsage usage, Usage.Builder into) {
    GoogleAiGeminiTokenUsage tokens = (GoogleAiGeminiTokenUsage) usage;
    if (tokens.cachedContentTokenCount() != null) {
      into.setCacheReadTokens(tokens.cachedContentTokenCount());
    }
    if (tokens.thoughtsTokenCount() == null) {
      return;
    }
    long thoughts = tokens.thoughtsTokenCount();
    into.setReasoningTokens(thoughts);
    if (into.getTotalTokens() == into.getInputTokens() + into.getOutputTokens() + thoughts) {
      into.putRaw("candidatesTokenCount", into.getOutputTokens());
      into.setOutputTokens(into.getOutputTokens() + thoughts);
    }
  }
}
