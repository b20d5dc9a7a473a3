/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tracehub.collector.auth.AuthFixture;
import dev.tracehub.collector.auth.KeyAuthenticator;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** A real server on a port of its own with fakes behind it, and a client for it. */
final class HttpFixture implements AutoCloseable {

  static final int MAX_REQUEST_BYTES = 1 << 20;

  final AuthFixture auth = new AuthFixture();
  final FakeIngest ingest = new FakeIngest();
  final FakeQueryService query = new FakeQueryService();
  final HttpServer server;

  volatile Supplier<Readiness> readiness = () -> new Readiness(List.of());

  private final HttpServices services;
  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private HttpFixture(Function<AuthFixture, KeyAuthenticator> authenticator, HttpLimits limits)
      throws IOException {
    auth.project("default");
    services =
        new HttpServices(
            List.of(
                query.bindService(),
                new FakeTraceService().bindService(),
                auth.service().bindService(),
                new HealthStatusManager().getHealthService().bindService()),
            List.of(),
            ingest,
            authenticator.apply(auth),
            () -> readiness.get(),
            executor);
    server =
        new HttpServer(
            new HttpServerConfig(
                "127.0.0.1", 0, limits, Set.of("https://ui.example.com"), Optional.empty()),
            services);
    server.start();
  }

  /** Open on loopback, with small limits. */
  static HttpFixture open() throws IOException {
    return open(HttpLimits.defaults().withBytes(MAX_REQUEST_BYTES, 64L << 20));
  }

  static HttpFixture open(HttpLimits limits) throws IOException {
    return new HttpFixture(AuthFixture::open, limits);
  }

  /** Keys only. */
  static HttpFixture withKeys() throws IOException {
    return new HttpFixture(
        AuthFixture::withAdminKey, HttpLimits.defaults().withBytes(MAX_REQUEST_BYTES, 64L << 20));
  }

  HttpServices services() {
    return services;
  }

  int port() {
    return server.port();
  }

  /** A request to this server. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<byte[]> send(HttpRequest request) {
    // The request's own timeout ends with the headers of the answer.
    return client.sendAsync(request, BodyHandlers.ofByteArray()).orTimeout(30, SECONDS).join();
  }

  HttpClient client() {
    return client;
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = request(path);
    return send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  HttpResponse<byte[]> post(String path, String contentType, byte[] body, String... headers) {
    HttpRequest.Builder request =
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
    return send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  /** Posts JSON, written with single quotes. */
  HttpResponse<byte[]> postJson(String path, String json, String... headers) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return post(path, "application/json", body, headers);
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(Duration.ZERO);
    executor.shutdownNow();
  }
}
