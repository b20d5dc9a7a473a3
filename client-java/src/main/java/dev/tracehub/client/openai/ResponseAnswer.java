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
import dev.tracehub.client.genai.http.BoundedText;
import dev.tracehub.client.genai.http.Fields;
import java.util.ArrayList;
import java.util.List;

/**
 * A response, or the events of one. The last event repeats the whole response; until it is there,
 * finished items and the text of the one under way are what is known.
 */
final class ResponseAnswer implements Answer {

  /** Most items that are kept of a stream under way: {@value}. */
  private static final int MAX_ITEMS = 128;

  private final Head head = new Head();
  private final List<JsonNode> items = new ArrayList<>();
  private BoundedText underWay = new BoundedText();
  private JsonNode last = MissingNode.getInstance();

  @Override
  public void whole(JsonNode body) {
    head.read(body);
    last = body;
  }

  @Override
  public boolean event(JsonNode event) {
    String type = Fields.textOrEmpty(event, "type");
    head.read(event.path("response"));
    switch (type) {
      case "response.completed", "response.incomplete", "response.failed" -> {
        last = event.path("response");
        underWay = new BoundedText();
      }
      case "response.output_text.delta" -> underWay.append(Fields.textOrEmpty(event, "delta"));
      case "response.output_item.done" -> {
        underWay = new BoundedText();
        if (items.size() < MAX_ITEMS) {
          items.add(event.path("item"));
        }
      }
      default -> {}
    }
    return type.endsWith(".delta");
  }

  @Override
  public boolean isComplete() {
    return last.isObject();
  }

  @Override
  public void record(LiveSpan span) {
    head.record(span);
    Tokens.record(span, last.path("usage"));
    String status = Fields.textOrEmpty(last, "status");
    switch (status) {
      case "", "queued", "in_progress" -> {}
      case "incomplete" ->
          span.finishReason(last.path("incomplete_details").path("reason").asText(status));
      default -> span.finishReason(status);
    }
    output(span);
    JsonNode error = last.path("error");
    if (error.isObject()) {
      span.error(Fields.textOrEmpty(error, "code"), Fields.textOrEmpty(error, "message"));
    }
  }

  private void output(LiveSpan span) {
    List<JsonNode> output = new ArrayList<>(items);
    if (last.isObject()) {
      output.clear();
      last.path("output").forEach(output::add);
    }
    if (output.isEmpty() && underWay.isEmpty()) {
      return;
    }
    if (output.stream().allMatch(Items::isText)) {
      StringBuilder text = new StringBuilder();
      output.forEach(item -> text.append(Parts.joined(item.path("content"))));
      span.output(text.append(underWay).toString());
      return;
    }
    MessageWriter messages = new MessageWriter().begin("assistant");
    output.forEach(item -> Items.part(messages, item));
    if (!underWay.isEmpty()) {
      messages.text(underWay.toString());
    }
    span.outputJson(messages.end().json());
  }
}
