/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.desk;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.Tracehub;
import dev.tracehub.v1.Usage;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Records each call of a chat model as an LLM span. */
final class ChatTracing implements ChatModelListener {

  private static final String SPAN = ChatTracing.class.getName();

  private final Tracehub tracehub;
  private final String provider;

  /**
   * @param provider who serves the model, in the spelling of OpenTelemetry
   */
  ChatTracing(Tracehub tracehub, String provider) {
    this.tracehub = tracehub;
    this.provider = provider;
  }

  @Override
  public void onRequest(ChatModelRequestContext context) {
    ChatRequest request = context.chatRequest();
    String model = request.parameters().modelName();
    LiveSpan span = tracehub.span("chat " + model).type(SpanType.LLM).start();
    span.operation("chat").provider(provider).model(model);
    span.retryCount(RetryingChatModel.retries());
    if (request.parameters().temperature() != null) {
      span.parameter("temperature", request.parameters().temperature());
    }
    span.input(
        request.messages().stream().map(ChatMessage::toString).collect(Collectors.joining("\n")));
    context.attributes().put(SPAN, span);
  }

  @Override
  public void onResponse(ChatModelResponseContext context) {
    try (LiveSpan span = span(context.attributes())) {
      ChatResponse response = context.chatResponse();
      span.responseModel(response.modelName()).responseId(response.id()).ok();
      span.finishReason(response.finishReason().name().toLowerCase(Locale.ROOT));
      span.output(text(response.aiMessage())).usage(usage(response.tokenUsage()));
    }
  }

  @Override
  public void onError(ChatModelErrorContext context) {
    try (LiveSpan span = span(context.attributes())) {
      Throwable error = context.error();
      if (error.getCause() instanceof HttpException http) {
        span.error(String.valueOf(http.statusCode()), ProviderErrors.message(http));
      } else {
        span.error(error);
      }
    }
  }

  private static LiveSpan span(Map<Object, Object> attributes) {
    return (LiveSpan) Objects.requireNonNull(attributes.get(SPAN), "a response without a request");
  }

  private static String text(AiMessage message) {
    return message.hasToolExecutionRequests()
        ? message.toolExecutionRequests().stream()
            .map(ToolExecutionRequest::toString)
            .collect(Collectors.joining("\n"))
        : message.text();
  }

  private static Usage usage(TokenUsage tokens) {
    Usage.Builder usage =
        Usage.newBuilder()
            .setInputTokens(tokens.inputTokenCount())
            .setOutputTokens(tokens.outputTokenCount())
            .setTotalTokens(tokens.totalTokenCount());
    if (tokens instanceof OpenAiTokenUsage openAi && openAi.inputTokensDetails() != null) {
      usage.setCacheReadTokens(openAi.inputTokensDetails().cachedTokens());
    }
    return usage.build();
  }
}
