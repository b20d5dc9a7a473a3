/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.genai.MessageWriter;
import dev.tracehub.client.genai.http.Answer;
import dev.tracehub.client.genai.http.Fields;
import java.util.Map;
import java.util.TreeMap;

/** A message, or the events of one. */
final class MessageAnswer implements Answer {

  /** Most blocks that are kept of a stream: {@value}. */
  private static final int MAX_BLOCKS = 256;

  private final Tokens tokens = new Tokens();
  private final Map<Integer, StreamedBlock> blocks = new TreeMap<>();
  private String id = "";
  private String model = "";
  private String stopReason = "";
  private boolean stopped;

  @Override
  public void whole(JsonNode body) {
    head(body);
    stopReason = Fields.textOrEmpty(body, "stop_reason");
    tokens.read(body.path("usage"));
    for (JsonNode block : body.path("content")) {
      blocks.put(blocks.size(), new StreamedBlock(block));
    }
  }

  private void head(JsonNode message) {
    id = Fields.textOrEmpty(message, "id");
    model = Fields.textOrEmpty(message, "model");
  }

  @Override
  public boolean event(JsonNode event) {
    int index = event.path("index").asInt();
    switch (Fields.textOrEmpty(event, "type")) {
      case "message_start" -> {
        head(event.path("message"));
        tokens.begin(event.path("message").path("usage"));
      }
      case "content_block_start" -> {
        if (blocks.size() < MAX_BLOCKS) {
          blocks.put(index, new StreamedBlock(event.path("content_block")));
        }
      }
      case "content_block_delta" -> {
        StreamedBlock block = blocks.get(index);
        if (block != null) {
          block.add(event.path("delta"));
        }
        return true;
      }
      case "message_delta" -> {
        stopReason = Fields.textOrEmpty(event.path("delta"), "stop_reason");
        tokens.read(event.path("usage"));
      }
      case "message_stop" -> stopped = true;
      default -> {}
    }
    return false;
  }

  @Override
  public boolean isComplete() {
    return stopped;
  }

  @Override
  public void record(LiveSpan span) {
    if (!id.isEmpty()) {
      span.responseId(id);
    }
    if (!model.isEmpty()) {
      span.responseModel(model);
    }
    if (!stopReason.isEmpty()) {
      span.finishReason(stopReason);
    }
    if (!tokens.tier().isEmpty()) {
      // Goes before the one asked for, because it sets the price.
      span.parameter("service_tier", tokens.tier());
    }
    tokens.record(span);
    output(span);
  }

  private void output(LiveSpan span) {
    if (blocks.isEmpty()) {
      return;
    }
    if (blocks.values().stream().allMatch(StreamedBlock::isText)) {
      StringBuilder text = new StringBuilder();
      blocks.values().forEach(block -> text.append(block.text()));
      span.output(text.toString());
      return;
    }
    MessageWriter out = new MessageWriter().begin("assistant");
    blocks.values().forEach(block -> block.write(out));
    span.outputJson(out.end().json());
  }
}
