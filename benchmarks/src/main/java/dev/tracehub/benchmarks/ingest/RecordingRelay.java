/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import com.google.protobuf.UnsafeByteOperations;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a collector and ClickHouse, hands everything on, and keeps the inserts of rows.
 * Thread-safe.
 */
final class RecordingRelay implements AutoCloseable {

  /** What belongs to one connection, and a name that must not be used twice. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "keep-alive",
          "http2-settings",
          "x-clickhouse-query-id");

  private final URI server;
  private final HttpServer relay;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, List<RowInsert>> blocks = new LinkedHashMap<>();

  RecordingRelay(URI server) throws IOException {
    this.server = server;
    this.relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    relay.setExecutor(threads);
    relay.createContext("/", this::handle);
    relay.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + relay.getAddress().getPort());
  }

  /** The inserts of each block with spans, in the order in which the first of each came. */
  List<List<RowInsert>> blocks() {
    synchronized (blocks) {
      return blocks.values().stream()
          .filter(block -> block.stream().anyMatch(insert -> insert.isInto("spans")))
          .map(List::copyOf)
          .toList();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, String> headers = headers(exchange);
      String query = exchange.getRequestURI().getRawQuery();
      String parameters = query == null ? "" : query;
      HttpResponse<byte[]> answer = ask(exchange, headers, parameters, body);
      if (answer.statusCode() == 200 && RowInsert.is(parameters)) {
        keep(new RowInsert(parameters, headers, UnsafeByteOperations.unsafeWrap(body)));
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, new ArrayList<>(values));
                }
              });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body());
      }
    }
  }

  private HttpResponse<byte[]> ask(
      HttpExchange exchange, Map<String, String> headers, String parameters, byte[] body)
      throws IOException {
    URI target = URI.create(server + exchange.getRequestURI().getRawPath() + "?" + parameters);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.get(0));
              }
            });
    return headers;
  }

  private void keep(RowInsert insert) {
    synchronized (blocks) {
      blocks.computeIfAbsent(insert.token(), token -> new ArrayList<>()).add(insert);
    }
  }

  @Override
  public void close() {
    relay.stop(0);
    threads.shutdownNow();
  }
}
