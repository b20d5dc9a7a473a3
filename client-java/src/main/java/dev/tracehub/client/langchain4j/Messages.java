/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.MessageWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** LangChain4j's messages in the JSON of OpenTelemetry. */
final class Messages {

  private Messages() {}

  static String json(List<ChatMessage> messages) {
    MessageWriter out = new MessageWriter();
    messages.forEach(message -> append(out, message));
    return out.json();
  }

  /** An answer: its text where that is all, else the message. */
  static void output(LiveSpan span, @Nullable AiMessage answer) {
    if (answer == null) {
      return;
    }
    boolean textOnly = !answer.hasToolExecutionRequests() && answer.thinking() == null;
    if (textOnly && answer.text() != null) {
      span.output(answer.text());
    } else {
      span.outputJson(json(List.of(answer)));
    }
  }

  /** The texts among contents. */
  static String text(List<Content> contents) {
    return contents.stream()
        .filter(TextContent.class::isInstance)
        .map(content -> ((TextContent) content).text())
        .collect(Collectors.joining("\n"));
  }

  private static void append(MessageWriter out, ChatMessage message) {
    if (message instanceof SystemMessage system) {
      out.begin("system").text(system.text());
    } else if (message instanceof UserMessage user) {
      out.begin("user");
      user.contents().forEach(content -> content(out, content));
    } else if (message instanceof AiMessage answer) {
      out.begin("assistant");
      answer(out, answer);
    } else if (message instanceof ToolExecutionResultMessage result) {
      out.begin("tool").toolResult(result.id(), result.toolName(), text(result.contents()));
    } else {
      out.begin(message.type().name().toLowerCase(Locale.ROOT)).text(message.toString());
    }
    out.end();
  }

  private static void answer(MessageWriter out, AiMessage answer) {
    if (answer.thinking() != null) {
      out.reasoning(answer.thinking());
    }
    if (answer.text() != null) {
      out.text(answer.text());
    }
    for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
      out.toolCall(call.id(), call.name(), call.arguments());
    }
  }

  private static void content(MessageWriter out, Content content) {
    if (content instanceof TextContent text) {
      out.text(text.text());
      return;
    }
    URI uri = content instanceof ImageContent image ? image.image().url() : null;
    out.media(content.type().name().toLowerCase(Locale.ROOT), uri == null ? null : uri.toString());
  }
}
