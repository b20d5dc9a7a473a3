/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.supportdesk.stub;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP on a free port of the loopback interface: JSON in, JSON or server-sent events out.
 * Thread-safe.
 */
final class StubServer implements AutoCloseable {

  private static final int THREADS = 8;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, StubServer::daemon);
  private final Gson gson = new Gson();

  private StubServer(HttpServer server) {
    this.server = server;
  }

  /** Answers the requests of one path. */
  interface Handler {
    Answer answer(JsonObject request);
  }

  static StubServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StubServer stub = new StubServer(server);
    server.setExecutor(stub.threads);
    server.start();
    return stub;
  }

  void on(String path, Handler handler) {
    server.createContext(path, exchange -> handle(exchange, handler));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
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
        answer = Answer.of(400, body);
      }
      if (answer.events().isEmpty()) {
        whole(exchange, answer);
      } else {
        stream(exchange, answer);
      }
    }
  }

  private void whole(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = gson.toJson(answer.body()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void stream(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(answer.status(), 0);
    OutputStream out = exchange.getResponseBody();
    for (Answer.Event event : answer.events()) {
      Pace.token();
      out.write(event.text().getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "model-stub");
    thread.setDaemon(true);
    return thread;
  }
}
