/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.springai;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.MessageWriter;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;

/** Messages of Spring AI as {@link MessageWriter} writes them. */
final class Messages {

  private Messages() {}

  static String json(List<? extends Message> messages) {
    MessageWriter out = new MessageWriter();
    messages.forEach(message -> add(out, message));
    return out.json();
  }

  /** An answer: its text where that is all, else the messages. */
  static void output(LiveSpan span, @Nullable ChatResponse response) {
    List<AssistantMessage> answers =
        response == null
            ? List.of()
            : response.getResults().stream()
                .map(Generation::getOutput)
                .filter(Objects::nonNull)
                .toList();
    String text = answers.size() == 1 ? textOf(answers.get(0)) : null;
    if (text != null) {
      span.output(text);
    } else if (!answers.isEmpty()) {
      span.outputJson(json(answers));
    }
  }

  /** Null where there is more than text. */
  private static @Nullable String textOf(AssistantMessage answer) {
    return answer.hasToolCalls() || !answer.getMedia().isEmpty() ? null : answer.getText();
  }

  private static void add(MessageWriter out, Message message) {
    out.begin(message.getMessageType().getValue());
    parts(out, message);
    out.end();
  }

  private static void parts(MessageWriter out, Message message) {
    if (message instanceof ToolResponseMessage responses) {
      responses
          .getResponses()
          .forEach(
              response -> out.toolResult(response.id(), response.name(), response.responseData()));
      return;
    }
    String text = message.getText();
    if (text != null && !text.isEmpty()) {
      out.text(text);
    }
    if (message instanceof AssistantMessage answer) {
      answer.getToolCalls().forEach(call -> out.toolCall(call.id(), call.name(), call.arguments()));
    }
    if (message instanceof MediaContent content) {
      content.getMedia().forEach(media -> add(out, media));
    }
  }

  private static void add(MessageWriter out, Media media) {
    Object data = media.getData();
    boolean addressed = data instanceof URI || data instanceof String;
    out.media(media.getMimeType().getType(), addressed && isAddress(data) ? data.toString() : null);
  }

  /** A text may also be the bytes in Base64. */
  private static boolean isAddress(Object data) {
    return data.toString().contains("://");
  }
}
