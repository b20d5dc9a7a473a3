/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import com.openai.models.completions.CompletionUsage;
import dev.tracehub.v1.Usage;

/** Reasoning, which Spring AI does not tell. Loaded only where OpenAI's client is there. */
final class OpenAiTokens {

  private OpenAiTokens() {}

  static void add(Object usage, Usage.Builder into) {
    ((CompletionUsage) usage)
        .completionTokensDetails()
        .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
        .ifPresent(into::setReasoningTokens);
  }
}
