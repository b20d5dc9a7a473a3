/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Answer;
import java.util.Map;
import java.util.TreeMap;

/** A completion, or the chunks of one. */
final class ChatAnswer implements Answer {

  /** Most choices that are kept: {@value}; the API gives no more. */
  private static final int MAX_CHOICES = 128;

  private final Head head = new Head();
  private final Map<Integer, Choice> choices = new TreeMap<>();
  private JsonNode usage = MissingNode.getInstance();

  @Override
  public void whole(JsonNode body) {
    read(body, "message");
  }

  @Override
  public boolean event(JsonNode chunk) {
    return read(chunk, "delta");
  }

  private boolean read(JsonNode body, String field) {
    head.read(body);
    if (body.path("usage").isObject()) {
      usage = body.path("usage");
    }
    boolean generated = false;
    for (JsonNode choice : body.path("choices")) {
      int index = choice.path("index").asInt();
      if (choices.containsKey(index) || choices.size() < MAX_CHOICES) {
        Choice into = choices.computeIfAbsent(index, unused -> new Choice());
        generated |= into.add(choice.path(field), choice.path("finish_reason"));
      }
    }
    return generated;
  }

  @Override
  public boolean isComplete() {
    return !choices.isEmpty() && choices.values().stream().allMatch(Choice::isFinished);
  }

  @Override
  public void record(LiveSpan span) {
    head.record(span);
    Tokens.record(span, usage);
    choices.values().forEach(choice -> choice.recordReason(span));
    Choice only = choices.size() == 1 ? choices.values().iterator().next() : null;
    if (only != null && only.isTextOnly()) {
      span.output(only.text());
    } else if (!choices.isEmpty()) {
      MessageWriter messages = new MessageWriter();
      choices.values().forEach(choice -> choice.write(messages));
      span.outputJson(messages.json());
    }
  }
}
