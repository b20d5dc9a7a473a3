/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.genai.Parameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/** Calls of chat models: the spans that have usage. */
final class ChatModelCalls implements Observed<ChatModelObservationContext> {

  @Override
  public Class<ChatModelObservationContext> context() {
    return ChatModelObservationContext.class;
  }

  @Override
  public String name(ChatModelObservationContext context) {
    return ("chat " + model(context)).strip();
  }

  @Override
  public SpanType type(ChatModelObservationContext context) {
    return SpanType.LLM;
  }

  private static String model(ChatModelObservationContext context) {
    ChatOptions options = context.getRequest().getOptions();
    return options == null || options.getModel() == null ? "" : options.getModel();
  }

  @Override
  public void started(LiveSpan span, ChatModelObservationContext context, Settings settings) {
    String provider = context.getOperationMetadata().provider();
    span.operation("chat").provider(settings.providerOf(provider)).model(model(context));
    if (context.isStreaming()) {
      span.parameter("stream", true);
    }
    describe(span, context.getRequest().getOptions());
    if (settings.content()) {
      span.inputJson(Messages.json(context.getRequest().getInstructions()));
    }
  }

  private static void describe(LiveSpan span, @Nullable ChatOptions options) {
    if (options == null) {
      return;
    }
    Parameters.put(span, "temperature", options.getTemperature());
    Parameters.put(span, "top_p", options.getTopP());
    Parameters.put(span, "top_k", options.getTopK());
    Parameters.put(span, "frequency_penalty", options.getFrequencyPenalty());
    Parameters.put(span, "presence_penalty", options.getPresencePenalty());
    Parameters.put(span, "max_tokens", options.getMaxTokens());
    Parameters.put(span, "stop_sequences", options.getStopSequences());
    if (options instanceof ToolCallingChatOptions calling) {
      Parameters.put(span, "tools", ToolCalls.names(calling));
    }
  }

  @Override
  public void stopped(LiveSpan span, ChatModelObservationContext context, Settings settings) {
    ChatResponse response = context.getResponse();
    if (response == null) {
      return;
    }
    span.ok();
    describe(span, response.getMetadata());
    for (Generation generation : response.getResults()) {
      String reason = generation.getMetadata().getFinishReason();
      if (reason != null && !reason.isEmpty()) {
        span.finishReason(reason.toLowerCase(Locale.ROOT));
      }
    }
    String provider = context.getOperationMetadata().provider();
    Tokens.record(span, response.getMetadata().getUsage(), provider);
    if (settings.content()) {
      Messages.output(span, response);
    }
  }

  private static void describe(LiveSpan span, ChatResponseMetadata metadata) {
    if (metadata.getModel() != null) {
      span.responseModel(metadata.getModel());
    }
    if (metadata.getId() != null) {
      span.responseId(metadata.getId());
    }
  }
}
