/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.SpanType;
import dev.tracehub.client.genai.Parameters;
import java.util.List;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.client.observation.ChatClientObservationContext;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Requests to a chat client. One is an agent where the model may call tools, else a chain. The
 * calls below it have the usage, so it has none.
 */
final class ChatClientCalls implements Observed<ChatClientObservationContext> {

  @Override
  public Class<ChatClientObservationContext> context() {
    return ChatClientObservationContext.class;
  }

  @Override
  public String name(ChatClientObservationContext context) {
    return "chat client";
  }

  @Override
  public SpanType type(ChatClientObservationContext context) {
    return tools(context).isEmpty() ? SpanType.CHAIN : SpanType.AGENT;
  }

  private static List<String> tools(ChatClientObservationContext context) {
    ChatOptions options = context.getRequest().prompt().getOptions();
    return options instanceof ToolCallingChatOptions calling ? ToolCalls.names(calling) : List.of();
  }

  @Override
  public void started(LiveSpan span, ChatClientObservationContext context, Settings settings) {
    if (!tools(context).isEmpty()) {
      span.operation("invoke_agent");
    }
    Parameters.put(span, "tools", tools(context));
    span.attribute(
        "spring.ai.chat.client.advisors",
        context.getAdvisors().stream().map(Advisor::getName).toList());
    Object conversation = context.getRequest().context().get(ChatMemory.CONVERSATION_ID);
    if (conversation instanceof String id && !id.isBlank()) {
      span.session(id);
    }
    if (settings.content()) {
      span.inputJson(Messages.json(context.getRequest().prompt().getInstructions()));
    }
  }

  @Override
  public void stopped(LiveSpan span, ChatClientObservationContext context, Settings settings) {
    ChatClientResponse response = context.getResponse();
    if (response != null) {
      span.ok();
      if (settings.content()) {
        Messages.output(span, response.chatResponse());
      }
    }
  }
}
