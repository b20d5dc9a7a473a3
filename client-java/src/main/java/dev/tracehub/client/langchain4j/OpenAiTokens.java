/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tracehub.v1.Usage;

/** OpenAI's numbers are in Tracehub's convention. Loaded only where its module is there. */
final class OpenAiTokens {

  private OpenAiTokens() {}

  static void add(TokenUsage usage, Usage.Builder into) {
    OpenAiTokenUsage tokens = (OpenAiTokenUsage) usage;
    if (tokens.inputTokensDetails() != null && tokens.inputTokensDetails().cachedTokens() != null) {
      into.setCacheReadTokens(tokens.inputTokensDetails().cachedTokens());
    }
    if (tokens.outputTokensDetails() != null
        && tokens.outputTokensDetails().reasoningTokens() != null) {
      into.setReasoningTokens(tokens.outputTokensDetails().reasoningTokens());
    }
  }
}
