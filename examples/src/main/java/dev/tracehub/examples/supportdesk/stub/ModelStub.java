/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The provider's HTTP server on a free port of the loopback interface. Thread-safe. */
public final class ModelStub implements AutoCloseable {

  private static final int THREADS = 8;
  private static final long MICROS_PER_CALL = 3_000;
  private static final long MICROS_PER_INPUT_TOKEN = 8;
  private static final long MICROS_PER_OUTPUT_TOKEN = 350;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, ModelStub::daemon);
  private final Usage usage = new Usage();
  private final Faults faults = new Faults();
  private final AtomicInteger answers = new AtomicInteger();
  private final Gson gson = new Gson();

  private ModelStub(HttpServer server) {
    this.server = server;
  }

  /** Starts the server. */
  public static ModelStub start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ModelStub stub = new ModelStub(server);
    server.setExecutor(stub.threads);
    server.createContext("/v1/chat/completions", exchange -> stub.handle(exchange, stub::chat));
    server.createContext("/v1/embeddings", exchange -> stub.handle(exchange, stub::embeddings));
    server.start();
    return stub;
  }

  /** The base URL for an OpenAI client. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** An answer: the HTTP status and the body. */
  private record Answer(int status, JsonObject body) {}

  private interface Handler {
    Answer answer(JsonObject request);
  }

  private void handle(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        answer = handler.answer(JsonParser.parseString(body).getAsJsonObject());
      } catch (JsonParseException | IllegalStateException | NullPointerException e) {
        JsonObject body = new JsonObject();
        body.addProperty("error", "not a request of this API: " + e.getMessage());
        answer = new Answer(400, body);
      }
      byte[] bytes = gson.toJson(answer.body()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer chat(JsonObject request) {
    Conversation conversation = Conversation.of(request);
    int status = faults.status(conversation);
    if (status != 200) {
      work(conversation.tokens(), 0);
      return new Answer(status, Faults.body(status, conversation.model()));
    }
    int number = answers.incrementAndGet();
    boolean tool = Writer.wantsTool(conversation);
    JsonObject message = new JsonObject();
    message.addProperty("role", "assistant");
    String output;
    if (tool) {
      output = toolCall(message, conversation.order(), number);
    } else {
      output = Writer.answer(conversation);
      message.addProperty("content", output);
    }
    work(conversation.tokens(), Tokens.count(output));
    return new Answer(200, completion(conversation, message, output, number));
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
    work(tokens, 0);
    JsonObject counts = new JsonObject();
    counts.addProperty("prompt_tokens", tokens);
    counts.addProperty("total_tokens", tokens);
    JsonObject body = new JsonObject();
    body.addProperty("object", "list");
    body.add("data", data);
    body.add("model", request.get("model"));
    body.add("usage", counts);
    return new Answer(200, body);
  }

  /** Takes as long as a fast model would, scaled down. */
  private static void work(int inputTokens, int outputTokens) {
    long micros =
        MICROS_PER_CALL
            + MICROS_PER_INPUT_TOKEN * inputTokens
            + MICROS_PER_OUTPUT_TOKEN * outputTokens;
    long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "model-stub");
    thread.setDaemon(true);
    return thread;
  }
}
