/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The usage a provider would report, prompt cache included: a system message that a model has seen
 * before is read from its cache, in steps of 128 tokens. Thread-safe.
 */
final class Usage {

  private static final int CACHE_STEP = 128;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  JsonObject of(Conversation conversation, String output) {
    int input = conversation.tokens();
    int answered = Tokens.count(output);
    JsonObject usage = new JsonObject();
    usage.addProperty("prompt_tokens", input);
    usage.addProperty("completion_tokens", answered);
    usage.addProperty("total_tokens", input + answered);
    usage.add("prompt_tokens_details", details("cached_tokens", cached(conversation)));
    usage.add("completion_tokens_details", details("reasoning_tokens", 0));
    return usage;
  }

  /**
   * The same as Anthropic tells it, which counts what its cache read and wrote beside the input.
   */
  JsonObject ofAnthropic(Conversation conversation, String output) {
    int read = cached(conversation);
    int written = read == 0 ? Tokens.count(conversation.system()) / CACHE_STEP * CACHE_STEP : 0;
    JsonObject usage = new JsonObject();
    usage.addProperty("input_tokens", conversation.tokens() - read - written);
    usage.addProperty("cache_read_input_tokens", read);
    usage.addProperty("cache_creation_input_tokens", written);
    usage.add("cache_creation", details("ephemeral_5m_input_tokens", written));
    usage.addProperty("output_tokens", Tokens.count(output));
    return usage;
  }

  private int cached(Conversation conversation) {
    boolean first = seen.add(conversation.model() + "\n" + conversation.system());
    return first ? 0 : Tokens.count(conversation.system()) / CACHE_STEP * CACHE_STEP;
  }

  private static JsonObject details(String name, int value) {
    JsonObject details = new JsonObject();
    details.addProperty(name, value);
    return details;
  }
}
