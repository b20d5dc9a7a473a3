/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.BoundedText;
import dev.tracehub.client.genai.http.Fields;
import java.util.Map;
import java.util.TreeMap;

/** One choice of a completion, put together from its message or from the deltas of one. */
final class Choice {

  /** Most tool calls that are kept: {@value}. */
  private static final int MAX_CALLS = 128;

  private final BoundedText text = new BoundedText();
  private final BoundedText refusal = new BoundedText();
  private final BoundedText reasoning = new BoundedText();
  private final Map<Integer, Call> calls = new TreeMap<>();
  private String finishReason = "";

  /** A tool call; the id and the name come once, the arguments in pieces. */
  private static final class Call {
    private String id = "";
    private String name = "";
    private final BoundedText arguments = new BoundedText();
  }

  /** Adds a message or a delta; whether it brought anything. */
  boolean add(JsonNode message, JsonNode reason) {
    if (reason.isTextual()) {
      finishReason = reason.textValue();
    }
    boolean generated = append(text, message.path("content"));
    generated |= append(refusal, message.path("refusal"));
    // Not OpenAI's own, but that of servers which speak its API.
    generated |= append(reasoning, message.path("reasoning_content"));
    int position = 0;
    for (JsonNode call : message.path("tool_calls")) {
      add(call, call.path("index").asInt(position++));
      generated = true;
    }
    return generated;
  }

  private static boolean append(BoundedText into, JsonNode value) {
    String piece = value.isNull() || value.isMissingNode() ? "" : Parts.joined(value);
    into.append(piece);
    return !piece.isEmpty();
  }

  private void add(JsonNode delta, int index) {
    if (!calls.containsKey(index) && calls.size() >= MAX_CALLS) {
      return;
    }
    Call call = calls.computeIfAbsent(index, unused -> new Call());
    JsonNode function = delta.has("custom") ? delta.path("custom") : delta.path("function");
    call.id = call.id.isEmpty() ? Fields.textOrEmpty(delta, "id") : call.id;
    call.name = call.name.isEmpty() ? Fields.textOrEmpty(function, "name") : call.name;
    call.arguments.append(Fields.textOrEmpty(function, "arguments"));
    call.arguments.append(Fields.textOrEmpty(function, "input"));
  }

  boolean isFinished() {
    return !finishReason.isEmpty();
  }

  boolean isTextOnly() {
    return calls.isEmpty() && refusal.isEmpty() && reasoning.isEmpty();
  }

  String text() {
    return text.toString();
  }

  void recordReason(LiveSpan span) {
    if (isFinished()) {
      span.finishReason(finishReason);
    }
  }

  void write(MessageWriter out) {
    out.begin("assistant");
    if (!reasoning.isEmpty()) {
      out.reasoning(reasoning.toString());
    }
    if (!text.isEmpty()) {
      out.text(text.toString());
    }
    if (!refusal.isEmpty()) {
      out.text(refusal.toString());
    }
    calls.values().forEach(call -> out.toolCall(call.id, call.name, call.arguments.toString()));
    out.end();
  }
}
