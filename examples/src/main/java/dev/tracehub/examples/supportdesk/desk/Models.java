/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.tracehub.client.langchain4j.LangChain4jTracing;
import java.time.Duration;
import java.util.List;

/** The models that the desk uses. Each is counted by the tally and recorded by Tracehub. */
final class Models {

  static final String ENGLISH = "gpt-4o-mini";
  static final String KOREAN = "gpt-4.1";
  static final String EMBEDDING = "text-embedding-3-small";

  /** A model of our own, for which no price list has a price. */
  static final String REVIEWER = "desk-judge-7b";

  private static final String SELF_HOSTED = "vllm";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final String url;
  private final LangChain4jTracing tracing;
  private final Tally tally;

  Models(String url, LangChain4jTracing tracing, Tally tally) {
    this.url = url;
    this.tracing = tracing.details((span, request) -> span.retryCount(RetryingChatModel.retries()));
    this.tally = tally;
  }

  /** The model that answers in a language. */
  ChatModel assistant(String language) {
    String model = language.equals("ko") ? KOREAN : ENGLISH;
    return new RetryingChatModel(chat(model, tracing, 0.2), tally);
  }

  /** The model that reviews answers. */
  ChatModel reviewer() {
    return chat(REVIEWER, tracing.provider(SELF_HOSTED), 0);
  }

  private ChatModel chat(String model, LangChain4jTracing recorded, double temperature) {
    return OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey("stub")
        .modelName(model)
        .temperature(temperature)
        .timeout(TIMEOUT)
        .maxRetries(0)
        .listeners(List.of(recorded.chat(), tally))
        .build();
  }

  /** The model that finds policies. */
  EmbeddingModel embedding() {
    return OpenAiEmbeddingModel.builder()
        .baseUrl(url)
        .apiKey("stub")
        .modelName(EMBEDDING)
        .timeout(TIMEOUT)
        .maxRetries(0)
        .listeners(List.of(tracing.embedding(), tally))
        .build();
  }
}
