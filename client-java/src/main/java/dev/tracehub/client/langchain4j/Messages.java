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
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the JSON of OpenTelemetry's {@code gen_ai.input.messages}: a list of roles with
 * parts. Pictures, sound and files are told by their kind and address; their bytes are left out.
 */
final class Messages {

  private Messages() {}

  static String json(List<ChatMessage> messages) {
    StringBuilder out = new StringBuilder("[");
    for (ChatMessage message : messages) {
      out.append(out.length() > 1 ? "," : "");
      append(out, message);
    }
    return out.append(']').toString();
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

  private static void append(StringBuilder out, ChatMessage message) {
    if (message instanceof SystemMessage system) {
      open(out, "system");
      part(out, "text", "content", system.text());
    } else if (message instanceof UserMessage user) {
      open(out, "user");
      user.contents().forEach(content -> content(out, content));
    } else if (message instanceof AiMessage answer) {
      open(out, "assistant");
      answer(out, answer);
    } else if (message instanceof ToolExecutionResultMessage result) {
      open(out, "tool");
      result(out, result);
    } else {
      open(out, message.type().name().toLowerCase(Locale.ROOT));
      part(out, "text", "content", message.toString());
    }
    out.append("]}");
  }

  private static void open(StringBuilder out, String role) {
    out.append("{\"role\":\"").append(role).append("\",\"parts\":[");
  }

  private static void answer(StringBuilder out, AiMessage answer) {
    if (answer.thinking() != null) {
      part(out, "reasoning", "content", answer.thinking());
    }
    if (answer.text() != null) {
      part(out, "text", "content", answer.text());
    }
    for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
      begin(out, "tool_call");
      field(out, "id", call.id());
      field(out, "name", call.name());
      field(out, "arguments", call.arguments());
      out.append('}');
    }
  }

  private static void result(StringBuilder out, ToolExecutionResultMessage result) {
    begin(out, "tool_call_response");
    field(out, "id", result.id());
    field(out, "name", result.toolName());
    field(out, "response", text(result.contents()));
    out.append('}');
  }

  private static void content(StringBuilder out, Content content) {
    if (content instanceof TextContent text) {
      part(out, "text", "content", text.text());
      return;
    }
    String kind = content.type().name().toLowerCase(Locale.ROOT);
    if (content instanceof ImageContent image && isAddress(image.image().url())) {
      begin(out, "uri");
      field(out, "modality", kind);
      field(out, "uri", image.image().url().toString());
    } else {
      begin(out, "blob");
      field(out, "modality", kind);
    }
    out.append('}');
  }

  /** A data address is the bytes themselves. */
  private static boolean isAddress(@Nullable URI uri) {
    return uri != null && !"data".equalsIgnoreCase(uri.getScheme());
  }

  private static void part(StringBuilder out, String type, String name, @Nullable String value) {
    begin(out, type);
    field(out, name, value);
    out.append('}');
  }

  private static void begin(StringBuilder out, String type) {
    out.append(out.charAt(out.length() - 1) == '[' ? "" : ",");
    out.append("{\"type\":\"").append(type).append('"');
  }

  private static void field(StringBuilder out, String name, @Nullable String value) {
    if (value != null) {
      Json.quote(out.append(",\"").append(name).append("\":"), value);
    }
  }
}
