/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.http.Fields;
import dev.tracehub.v1.Usage;

/**
 * OpenAI's usage, which is in Tracehub's convention: input includes cached tokens, output includes
 * reasoning. Chat and embeddings say prompt and completion where responses say input and output.
 */
final class Tokens {

  private Tokens() {}

  /** Nothing when nothing is known, as for a stream that was not asked to include it. */
  static void record(LiveSpan span, JsonNode usage) {
    if (!usage.isObject()) {
      return;
    }
    Usage.Builder into = Usage.newBuilder();
    Fields.tokens(usage, "prompt_tokens", into::setInputTokens);
    Fields.tokens(usage, "input_tokens", into::setInputTokens);
    Fields.tokens(usage, "completion_tokens", into::setOutputTokens);
    Fields.tokens(usage, "output_tokens", into::setOutputTokens);
    Fields.tokens(usage, "total_tokens", into::setTotalTokens);
    input(usage.path("prompt_tokens_details"), into);
    input(usage.path("input_tokens_details"), into);
    output(usage.path("completion_tokens_details"), into);
    output(usage.path("output_tokens_details"), into);
    Fields.raw(usage, into);
    span.usage(into.build());
  }

  private static void input(JsonNode details, Usage.Builder into) {
    Fields.tokens(details, "cached_tokens", into::setCacheReadTokens);
    Fields.tokens(details, "audio_tokens", into::setAudioInputTokens);
  }

  private static void output(JsonNode details, Usage.Builder into) {
    Fields.tokens(details, "reasoning_tokens", into::setReasoningTokens);
    Fields.tokens(details, "audio_tokens", into::setAudioOutputTokens);
  }
}
