/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Anthropic's messages API on a free port of the loopback interface. Thread-safe. */
public final class AnthropicStub implements AutoCloseable {

  private static final int OVERLOADED = 529;

  private final StubServer server;
  private final Usage usage = new Usage();
  private final Faults faults = new Faults();
  private final AtomicInteger answers = new AtomicInteger();

  private AnthropicStub(StubServer server) {
    this.server = server;
  }

  /** Starts the server. */
  public static AnthropicStub start() throws IOException {
    AnthropicStub stub = new AnthropicStub(StubServer.start());
    stub.server.on("/v1/messages", stub::answer);
    return stub;
  }

  /** The base URL for an Anthropic client. */
  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(JsonObject request) {
    Conversation conversation = AnthropicRequests.conversation(request);
    int status = faults.status(conversation);
    if (status != 200) {
      Pace.work(conversation.tokens(), 0);
      return status == 429
          ? error(OVERLOADED, "overloaded_error", "Overloaded")
          : error(status, "api_error", "Internal server error");
    }
    JsonObject block = block(conversation);
    String output = block.has("text") ? block.get("text").getAsString() : block.toString();
    JsonObject message = message(conversation, block, usage.ofAnthropic(conversation, output));
    if (Chunks.asked(request)) {
      Pace.work(conversation.tokens(), 0);
      return Answer.stream(events(message, block));
    }
    Pace.work(conversation.tokens(), Tokens.count(output));
    return Answer.of(200, message);
  }

  private JsonObject block(Conversation conversation) {
    JsonObject block = new JsonObject();
    if (Writer.wantsTool(conversation)) {
      JsonObject input = new JsonObject();
      input.addProperty("orderId", conversation.order());
      block.addProperty("type", "tool_use");
      block.addProperty("id", "toolu_" + answers.get());
      block.addProperty("name", "orderStatus");
      block.add("input", input);
    } else {
      block.addProperty("type", "text");
      block.addProperty("text", Writer.answer(conversation));
    }
    return block;
  }

  private JsonObject message(Conversation conversation, JsonObject block, JsonObject tokens) {
    JsonArray content = new JsonArray();
    content.add(block);
    JsonObject message = new JsonObject();
    message.addProperty("id", "msg_" + answers.incrementAndGet());
    message.addProperty("type", "message");
    message.addProperty("role", "assistant");
    message.addProperty("model", conversation.model());
    message.add("content", content);
    message.addProperty("stop_reason", block.has("text") ? "end_turn" : "tool_use");
    message.add("stop_sequence", JsonNull.INSTANCE);
    message.add("usage", tokens);
    return message;
  }

  private static List<Answer.Event> events(JsonObject message, JsonObject block) {
    List<Answer.Event> events = new ArrayList<>();
    JsonObject start = message.deepCopy();
    start.add("content", new JsonArray());
    start.add("stop_reason", JsonNull.INSTANCE);
    start.getAsJsonObject("usage").addProperty("output_tokens", 1);
    events.add(event("message_start", "message", start));
    boolean text = block.has("text");
    JsonObject empty = block.deepCopy();
    empty.add(text ? "text" : "input", text ? new JsonPrimitive("") : new JsonObject());
    events.add(indexed("content_block_start", "content_block", empty));
    String whole = text ? block.get("text").getAsString() : block.get("input").toString();
    for (String piece : Chunks.words(whole)) {
      JsonObject delta = new JsonObject();
      delta.addProperty("type", text ? "text_delta" : "input_json_delta");
      delta.addProperty(text ? "text" : "partial_json", piece);
      events.add(indexed("content_block_delta", "delta", delta));
    }
    events.add(indexed("content_block_stop", "", JsonNull.INSTANCE));
    JsonObject end = new JsonObject();
    end.add("stop_reason", message.get("stop_reason"));
    end.add("stop_sequence", JsonNull.INSTANCE);
    JsonObject last = typed("message_delta", "delta", end);
    last.add("usage", message.get("usage"));
    events.add(new Answer.Event("message_delta", last.toString()));
    events.add(event("message_stop", "", JsonNull.INSTANCE));
    return events;
  }

  private static Answer.Event event(String type, String field, JsonElement value) {
    return new Answer.Event(type, typed(type, field, value).toString());
  }

  private static Answer.Event indexed(String type, String field, JsonElement value) {
    JsonObject data = typed(type, field, value);
    data.addProperty("index", 0);
    return new Answer.Event(type, data.toString());
  }

  private static JsonObject typed(String type, String field, JsonElement value) {
    JsonObject data = new JsonObject();
    data.addProperty("type", type);
    if (!field.isEmpty()) {
      data.add(field, value);
    }
    return data;
  }

  private static Answer error(int status, String type, String message) {
    JsonObject error = typed(type, "message", new JsonPrimitive(message));
    return Answer.of(status, typed("error", "error", error));
  }
}
