/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracehub.collector.ingest.OtlpReceipt;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {

  private static final String GET_TRACE = "/tracehub.v1.QueryService/GetTrace";

  private HttpFixture http;

  @BeforeEach
  void start() throws IOException {
    http = HttpFixture.open();
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void healthz_saysThatTheProcessIsUp() {
    HttpResponse<byte[]> answer = http.get("/healthz");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HttpFixture.text(answer)).isEqualTo("{\"ok\":true,\"checks\":[]}");
  }

  @Test
  void readyz_saysWhatIsMissing() {
    List<Readiness.Check> checks =
        List.of(
            new Readiness.Check("journal", true, ""),
            new Readiness.Check("replay", false, "41% of 2 GiB"));
    http.readiness = () -> new Readiness(checks);

    HttpResponse<byte[]> answer = http.get("/readyz");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(HttpFixture.text(answer))
        .isEqualTo(
            "{\"ok\":false,\"checks\":[{\"name\":\"journal\",\"ok\":true},"
                + "{\"name\":\"replay\",\"ok\":false,\"reason\":\"41% of 2 GiB\"}]}");
    http.readiness = () -> new Readiness(checks.subList(0, 1));
    assertThat(http.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void readyz_withoutAnAnswer_isNotReady() {
    http.readiness =
        () -> {
          throw new IllegalStateException("no answer");
        };

    HttpResponse<byte[]> answer = http.get("/readyz");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(HttpFixture.text(answer)).contains("cannot be told");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz"})
  void head_isAnsweredWithoutABody(String path) {
    HttpResponse<byte[]> answer =
        http.send(http.request(path).method("HEAD", BodyPublishers.noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(http.postJson(path, "{}").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:5173, true",
    "http://127.0.0.1:8080, true",
    "https://ui.example.com, true",
    "https://ui.example.com.evil.com, false",
    "https://uiXexample.com, false",
    "http://localhost.evil.com, false",
    "https://evil.com, false",
    "null, false",
  })
  void pages_mayCallWhenTheirOriginMay(String origin, boolean allowed) throws IOException {
    Optional<String> expected = allowed ? Optional.of(origin) : Optional.empty();

    assertThat(header(preflight(origin), "access-control-allow-origin")).isEqualTo(expected);
    assertThat(header(call(origin), "access-control-allow-origin")).isEqualTo(expected);
  }

  @Test
  void preflight_allowsWhatClientsSend() throws IOException {
    String answer = preflight("http://localhost:5173");

    assertThat(header(answer, "access-control-allow-headers").orElseThrow().toLowerCase())
        .contains("authorization", "content-type", "connect-protocol-version")
        .contains("connect-timeout-ms", "x-api-key", "x-tracehub-project");
    assertThat(header(answer, "access-control-allow-methods").orElseThrow())
        .contains("POST", "GET");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:4318, 200",
    "127.0.0.1, 200",
    "[::1]:4318, 200",
    "LOCALHOST, 200",
    "evil.com, 401",
    "localhost.evil.com, 401",
    "10.0.0.1, 401",
  })
  void openOnLoopback_isForCallersWhoNameThisMachine(String host, int status) throws IOException {
    assertThat(statusOf("Host: " + host)).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-For: 8.8.8.8", "Forwarded: for=8.8.8.8", "X-Real-IP: 8.8.8.8"})
  void openOnLoopback_isNotForThoseBehindAProxy(String header) throws IOException {
    assertThat(statusOf("Host: localhost\r\n" + header)).isEqualTo(401);
  }

  @Test
  void loopback_cannotBeForged() throws IOException {
    assertThat(statusOf("Host: evil.com\r\nx-tracehub-internal-peer: loopback")).isEqualTo(401);
  }

  @Test
  void stop_letsRequestsUnderWayEnd() throws Exception {
    CompletableFuture<OtlpReceipt> synced = new CompletableFuture<>();
    CountDownLatch taken = new CountDownLatch(1);
    http.ingest.answer(
        () -> {
          taken.countDown();
          return synced;
        });
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.client()
            .sendAsync(
                http.request("/v1/traces")
                    .header("Content-Type", "application/x-protobuf")
                    .POST(BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofByteArray());
    taken.await();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> http.server.stop(Duration.ofSeconds(10)));

    synced.complete(new OtlpReceipt(0, 0, 0, ""));

    assertThat(answer.join().statusCode()).isEqualTo(200);
    stopped.join();
    assertThat(http.port()).isNegative();
  }

  @Test
  void start_onATakenPort_namesIt() {
    HttpServer second =
        new HttpServer(HttpServerConfig.of("127.0.0.1", http.port()), http.services());

    assertThatThrownBy(second::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + http.port());
  }

  private String preflight(String origin) throws IOException {
    return raw(
        "OPTIONS "
            + GET_TRACE
            + " HTTP/1.1\r\nHost: localhost\r\nOrigin: "
            + origin
            + "\r\nAccess-Control-Request-Method: POST"
            + "\r\nAccess-Control-Request-Headers: content-type,authorization");
  }

  private String call(String origin) throws IOException {
    String answer =
        raw(
            "GET "
                + GET_TRACE
                + "?encoding=json&message=%7B%7D HTTP/1.1\r\nHost: localhost"
                + "\r\nOrigin: "
                + origin);
    assertThat(answer).startsWith("HTTP/1.1 200");
    return answer;
  }

  private int statusOf(String headers) throws IOException {
    String answer =
        raw("GET " + GET_TRACE + "?encoding=json&message=%7B%7D HTTP/1.1\r\n" + headers);
    return Integer.parseInt(answer.substring(9, 12));
  }

  private String raw(String head) throws IOException {
    try (RawHttp raw = new RawHttp(http.port())) {
      return raw.send(head + "\r\nConnection: close\r\n\r\n").answer();
    }
  }

  private static Optional<String> header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.toLowerCase().startsWith(name + ":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
