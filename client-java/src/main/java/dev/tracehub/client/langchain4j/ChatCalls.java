/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.genai.Parameters;
import dev.tracehub.client.genai.Quietly;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns calls of chat models into spans, which are current nowhere: a streamed answer is completed
 * by another thread.
 *
 * @param provider who serves the models; empty for what LangChain4j says
 * @param details adds what the application knows
 */
record ChatCalls(Tracehub tracehub, String provider, BiConsumer<LiveSpan, ChatRequest> details) {

  LiveSpan start(ChatRequest request, @Nullable ModelProvider served) {
    ChatRequestParameters parameters = request.parameters();
    String model = parameters.modelName() == null ? "" : parameters.modelName();
    LiveSpan span = tracehub.span(("chat " + model).strip()).type(SpanType.LLM).startDetached();
    span.operation("chat").provider(provider.isEmpty() ? Providers.name(served) : provider);
    span.model(model);
    if (span.isRecording()) {
      Quietly.describe(() -> describe(span, parameters));
      Quietly.describe(() -> span.inputJson(Messages.json(request.messages())));
    }
    Quietly.describe(() -> details.accept(span, request));
    return span;
  }

  private static void describe(LiveSpan span, ChatRequestParameters parameters) {
    Parameters.put(span, "temperature", parameters.temperature());
    Parameters.put(span, "top_p", parameters.topP());
    Parameters.put(span, "top_k", parameters.topK());
    Parameters.put(span, "frequency_penalty", parameters.frequencyPenalty());
    Parameters.put(span, "presence_penalty", parameters.presencePenalty());
    Parameters.put(span, "max_tokens", parameters.maxOutputTokens());
    Parameters.put(span, "stop_sequences", parameters.stopSequences());
    if (parameters.toolChoice() != null) {
      span.parameter("tool_choice", parameters.toolChoice().name().toLowerCase(Locale.ROOT));
    }
    if (parameters.responseFormat() != null) {
      String format = parameters.responseFormat().type().name();
      span.parameter("response_format", format.toLowerCase(Locale.ROOT));
    }
    if (parameters.toolSpecifications() != null) {
      Parameters.put(
          span,
          "tools",
          parameters.toolSpecifications().stream().map(tool -> tool.name()).toList());
    }
  }

  /** Records an answer and ends the span. */
  static void end(LiveSpan span, ChatResponse response) {
    Quietly.describe(() -> describe(span, response));
    span.ok().end();
  }

  private static void describe(LiveSpan span, ChatResponse response) {
    if (response.modelName() != null) {
      span.responseModel(response.modelName());
    }
    if (response.id() != null) {
      span.responseId(response.id());
    }
    if (response.finishReason() != null) {
      span.finishReason(response.finishReason().name().toLowerCase(Locale.ROOT));
    }
    Tokens.record(span, response.tokenUsage());
    if (span.isRecording()) {
      Messages.output(span, response.aiMessage());
    }
  }

  /** Records a failure and ends the span. */
  static void end(LiveSpan span, Throwable error) {
    Quietly.describe(() -> Failures.record(span, error));
    span.end();
  }
}
