/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Asks again when the provider's rate limit is reached. */
final class RetryingChatModel implements ChatModel {

  private static final int MAX_ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final ThreadLocal<Integer> RETRIES = ThreadLocal.withInitial(() -> 0);

  private final ChatModel model;
  private final Tally tally;

  RetryingChatModel(ChatModel model, Tally tally) {
    this.model = model;
    this.tally = tally;
  }

  /** How often the call that this thread is making has been tried before. */
  static int retries() {
    return RETRIES.get();
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    try {
      for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
        try {
          return model.chat(request);
        } catch (RateLimitException e) {
          RETRIES.set(attempt);
          tally.count("retries");
          LockSupport.parkNanos(PAUSE.toNanos() * attempt);
        }
      }
      return model.chat(request);
    } finally {
      RETRIES.remove();
    }
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return model.supportedCapabilities();
  }
}
