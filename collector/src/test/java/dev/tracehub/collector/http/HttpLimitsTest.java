/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tracehub.collector.ingest.OtlpReceipt;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {

  private static final String HEAD =
      "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n";

  private HttpFixture http;

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void bodyThatStandsStill_isGivenUp() throws Exception {
    start(limits(10, 512, Duration.ofMillis(300)));

    try (RawHttp raw = new RawHttp(http.port())) {
      String answer = raw.send(HEAD + "Content-Length: 100\r\n\r\nabc").answer();

      assertThat(answer).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
    }
    requireServing();
  }

  @Test
  void bodyThatTrickles_isGivenUp() throws Exception {
    start(limits(10, 1000, Duration.ofSeconds(10)));

    try (RawHttp raw = new RawHttp(http.port())) {
      raw.send(HEAD + "Content-Length: 100000\r\n\r\n");
      Thread feeder = new Thread(() -> trickle(raw));
      feeder.start();

      assertThat(raw.answer()).startsWith("HTTP/1.1 408");
      feeder.join();
    }
    requireServing();
  }

  @Test
  void headersThatTrickle_areGivenUp() throws Exception {
    start(limits(10, 512, Duration.ofMillis(300)));

    try (RawHttp raw = new RawHttp(http.port())) {
      assertThat(raw.send("POST /v1/traces HTT").answer()).isIn("", "[reset]");
    }
    requireServing();
  }

  @Test
  void tooManyRequests_areToldToComeBack_butHealthIsAnswered() throws Exception {
    start(limits(2, 512, Duration.ofSeconds(10)));
    CompletableFuture<OtlpReceipt> synced = new CompletableFuture<>();
    http.ingest.answer(() -> synced);
    CompletableFuture<HttpResponse<byte[]>> one = postLater();
    CompletableFuture<HttpResponse<byte[]>> two = postLater();

    await()
        .until(() -> http.post("/v1/traces", "application/json", new byte[0]).statusCode() == 429);
    HttpResponse<byte[]> refused = http.postJson("/tracehub.v1.QueryService/GetTrace", "{}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("1");
    assertThat(HttpFixture.text(refused)).contains("TOO_MANY_REQUESTS");
    assertThat(http.get("/healthz").statusCode()).isEqualTo(200);

    synced.complete(new OtlpReceipt(0, 0, 0, ""));
    assertThat(one.join().statusCode()).isEqualTo(200);
    assertThat(two.join().statusCode()).isEqualTo(200);
    http.ingest.answer(null);
    await().untilAsserted(this::requireServing);
  }

  @Test
  void bytesInFlight_areBounded() throws Exception {
    start(HttpLimits.defaults().withBytes(1 << 20, 300_000));
    CompletableFuture<OtlpReceipt> synced = new CompletableFuture<>();
    http.ingest.answer(() -> synced);
    byte[] body = new byte[200_000];
    CompletableFuture<HttpResponse<byte[]>> first =
        http.client()
            .sendAsync(
                http.request("/v1/traces")
                    .header("Content-Type", "application/x-protobuf")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build(),
                BodyHandlers.ofByteArray());

    await()
        .untilAsserted(
            () -> {
              HttpResponse<byte[]> second = http.post("/v1/logs", "application/x-protobuf", body);
              assertThat(second.statusCode()).isEqualTo(429);
              assertThat(second.headers().firstValue("retry-after")).contains("1");
            });
    synced.complete(new OtlpReceipt(0, 0, 0, ""));
    assertThat(first.join().statusCode()).isEqualTo(200);
    await()
        .untilAsserted(
            () ->
                assertThat(http.post("/v1/traces", "application/x-protobuf", body).statusCode())
                    .isEqualTo(200));
  }

  @Test
  void largeHeaders_areRefused() throws Exception {
    start(HttpLimits.defaults());

    HttpResponse<byte[]> answer = http.get("/healthz", "x-large", "x".repeat(20_000));

    assertThat(answer.statusCode()).isEqualTo(431);
    requireServing();
  }

  @Test
  void wrongLimits_areNamed() throws Exception {
    start(HttpLimits.defaults());

    assertThatThrownBy(() -> HttpLimits.defaults().withBytes(0, 1))
        .hasMessage("maxRequestBytes: 0 (expected: > 0)");
    assertThatThrownBy(
            () ->
                new HttpLimits.Timeouts(
                    Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .hasMessage("idle: PT0S (expected: > 0)");
    assertThatThrownBy(() -> HttpServerConfig.of("localhost", 70_000))
        .hasMessage("port: 70000 (expected: 0 to 65535)");
  }

  private void start(HttpLimits limits) throws IOException {
    http = HttpFixture.open(limits);
  }

  private static HttpLimits limits(int requests, int bytesPerSecond, Duration idle) {
    return new HttpLimits(
        1 << 20,
        1 << 24,
        requests,
        16 << 10,
        bytesPerSecond,
        new HttpLimits.Timeouts(idle, Duration.ofSeconds(10), Duration.ofSeconds(10)));
  }

  private CompletableFuture<HttpResponse<byte[]>> postLater() {
    return http.client()
        .sendAsync(
            http.request("/v1/traces")
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofByteArray());
  }

  private void requireServing() {
    assertThat(http.postJson("/v1/traces", "{}").statusCode()).isEqualTo(200);
  }

  /** A byte now and then, until the server has had enough. */
  private static void trickle(RawHttp raw) {
    try {
      while (true) {
        raw.send("x");
        LockSupport.parkNanos(20_000_000);
      }
    } catch (IOException e) {
      // The server has closed: what the test waits for.
    }
  }
}
