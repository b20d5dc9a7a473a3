/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A model provider over HTTP that gives the answers it was told to give, in their order. */
final class ModelServer implements AutoCloseable {

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** An answer; what comes after the gate waits for it. */
  private record Answer(int status, String type, String body, CountDownLatch gate, String rest) {
    private Answer(int status, String type, String body) {
      this(status, type, body, new CountDownLatch(0), "");
    }
  }

  /** What was asked. */
  record Asked(String path, Headers headers, String body) {}

  ModelServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return root() + "/v1";
  }

  String root() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void answers(int status, String json) {
    answers.add(new Answer(status, "application/json", json));
  }

  /** A stream of events, one for each line. */
  synchronized void streams(String lines) {
    answers.add(new Answer(200, "text/event-stream", events(lines)));
  }

  /** The same, with what comes after the gate opens. */
  synchronized void streams(String lines, CountDownLatch gate, String rest) {
    answers.add(new Answer(200, "text/event-stream", events(lines), gate, events(rest)));
  }

  /** The bytes of a stream of events, one for each line, of the kind that its "type" says. */
  static String events(String lines) {
    StringBuilder events = new StringBuilder();
    lines
        .strip()
        .lines()
        .forEach(
            line -> {
              if (line.startsWith("{\"type\":\"")) {
                events.append("event: ").append(line.split("\"", 5)[3]).append('\n');
              }
              events.append("data: ").append(line).append("\n\n");
            });
    return events.toString();
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  private synchronized Answer next(Asked request) {
    asked.add(request);
    Answer answer = answers.poll();
    return answer == null ? new Answer(500, "text/plain", "no answer is left") : answer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      Answer answer = next(new Asked(path, exchange.getRequestHeaders(), body));
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.getResponseHeaders().set("x-request-id", "req_1");
      exchange.getResponseHeaders().set("request-id", "req_1");
      exchange.getResponseHeaders().set("retry-after-ms", "1");
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean whole = answer.rest().isEmpty();
      exchange.sendResponseHeaders(answer.status(), whole ? bytes.length : 0);
      OutputStream out = exchange.getResponseBody();
      out.write(bytes);
      if (!whole) {
        out.flush();
        rest(answer, out);
      }
    }
  }

  private static void rest(Answer answer, OutputStream out) throws IOException {
    try {
      if (answer.gate().await(20, TimeUnit.SECONDS)) {
        out.write(answer.rest().getBytes(StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
