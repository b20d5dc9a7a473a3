/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** OpenAI's chat and embeddings API on a free port of the loopback interface. Thread-safe. */
public final class ModelStub implements AutoCloseable {

  private final StubServer server;
  private final Usage usage = new Usage();
  private final Faults faults = new Faults();
  private final AtomicInteger answers = new AtomicInteger();
  private final Gson gson = new Gson();

  private ModelStub(StubServer server) {
    this.server = server;
  }

  /** Starts the server. */
  public static ModelStub start() throws IOException {
    ModelStub stub = new ModelStub(StubServer.start());
    stub.server.on("/v1/chat/completions", stub::chat);
    stub.server.on("/v1/embeddings", stub::embeddings);
    return stub;
  }

  /** The base URL for an OpenAI client. */
  public String url() {
    return server.url() + "/v1";
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer chat(JsonObject request) {
    Conversation conversation = Conversation.of(request);
    int status = faults.status(conversation);
    if (status != 200) {
      Pace.work(conversation.tokens(), 0);
      return Answer.of(status, Faults.body(status, conversation.model()));
    }
    int number = answers.incrementAndGet();
    JsonObject message = new JsonObject();
    message.addProperty("role", "assistant");
    String output;
    if (Writer.wantsTool(conversation)) {
      output = toolCall(message, conversation.order(), number);
    } else {
      output = Writer.answer(conversation);
      message.addProperty("content", output);
    }
    JsonObject completion = completion(conversation, message, output, number);
    if (Chunks.asked(request)) {
      Pace.work(conversation.tokens(), 0);
      return Answer.stream(Chunks.of(completion, Chunks.usageAsked(request)));
    }
    Pace.work(conversation.tokens(), Tokens.count(output));
    return Answer.of(200, completion);
  }

  private String toolCall(JsonObject message, String order, int number) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("orderId", order);
    JsonObject function = new JsonObject();
    function.addProperty("name", "orderStatus");
    function.addProperty("arguments", gson.toJson(arguments));
    JsonObject call = new JsonObject();
    call.addProperty("id", "call_" + number);
    call.addProperty("type", "function");
    call.add("function", function);
    JsonArray calls = new JsonArray();
    calls.add(call);
    message.add("tool_calls", calls);
    return gson.toJson(function);
  }

  private JsonObject completion(
      Conversation conversation, JsonObject message, String output, int number) {
    JsonObject choice = new JsonObject();
    choice.addProperty("index", 0);
    choice.add("message", message);
    choice.addProperty("finish_reason", message.has("tool_calls") ? "tool_calls" : "stop");
    JsonArray choices = new JsonArray();
    choices.add(choice);
    JsonObject body = new JsonObject();
    body.addProperty("id", "chatcmpl-" + number);
    body.addProperty("object", "chat.completion");
    body.addProperty("created", TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()));
    body.addProperty("model", conversation.model());
    body.add("choices", choices);
    body.add("usage", usage.of(conversation, output));
    return body;
  }

  private Answer embeddings(JsonObject request) {
    JsonElement input = request.get("input");
    JsonArray texts = new JsonArray();
    if (input.isJsonArray()) {
      texts = input.getAsJsonArray();
    } else {
      texts.add(input);
    }
    JsonArray data = new JsonArray();
    int tokens = 0;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).getAsString();
      tokens += Tokens.count(text);
      JsonObject item = new JsonObject();
      item.addProperty("object", "embedding");
      item.addProperty("index", i);
      item.add("embedding", gson.toJsonTree(Similarity.embed(text)));
      data.add(item);
    }
    Pace.work(tokens, 0);
    JsonObject counts = new JsonObject();
    counts.addProperty("prompt_tokens", tokens);
    counts.addProperty("total_tokens", tokens);
    JsonObject body = new JsonObject();
    body.addProperty("object", "list");
    body.add("data", data);
    body.add("model", request.get("model"));
    body.add("usage", counts);
    return Answer.of(200, body);
  }
}
