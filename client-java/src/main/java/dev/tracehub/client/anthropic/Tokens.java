/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.CacheTokens;
import dev.tracehub.client.genai.http.Fields;
import dev.tracehub.v1.Usage;

/**
 * Anthropic's usage, which a stream tells twice: the input at its start, all of it at its end. What
 * the start says about the output is no sum, so without the end the output is not known.
 */
final class Tokens {

  private final ObjectNode usage = JsonNodeFactory.instance.objectNode();

  /** Usage of a message that is there. */
  void read(JsonNode told) {
    told.properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isNull()) {
                usage.set(entry.getKey(), entry.getValue());
              }
            });
  }

  /** Usage at the start of a stream. */
  void begin(JsonNode told) {
    read(told);
    usage.remove("output_tokens");
  }

  String tier() {
    return Fields.textOrEmpty(usage, "service_tier");
  }

  void record(LiveSpan span) {
    if (usage.isEmpty()) {
      return;
    }
    Usage.Builder into = Usage.newBuilder();
    Fields.tokens(usage, "input_tokens", into::setInputTokens);
    Fields.tokens(usage, "output_tokens", into::setOutputTokens);
    Fields.tokens(usage, "cache_read_input_tokens", into::setCacheReadTokens);
    Fields.tokens(usage, "cache_creation_input_tokens", into::setCacheWriteTokens);
    Fields.tokens(
        usage.path("cache_creation"), "ephemeral_1h_input_tokens", into::setCacheWrite1HTokens);
    Fields.tokens(usage.path("output_tokens_details"), "thinking_tokens", into::setReasoningTokens);
    Fields.raw(usage, into);
    CacheTokens.addToInput(into, into.getCacheReadTokens(), into.getCacheWriteTokens());
    span.usage(into.build());
  }
}
