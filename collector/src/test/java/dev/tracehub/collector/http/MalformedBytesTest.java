/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no HTTP: each is answered or hung up on, and the server goes on. */
class MalformedBytesTest {

  private static HttpFixture http;

  @BeforeAll
  static void start() throws IOException {
    http = HttpFixture.open();
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @AfterEach
  void goesOn() {
    assertThat(http.postJson("/v1/traces", "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET | 400",
        "GET /healthz | 505",
        "NONSENSE | 400",
        "GET /healthz HTTP/9.9~Host: a | 505",
        "GET /healthz HTTP/1.1 | 400",
        "GET /healthz HTTP/1.1~Host: a~Host: b | 400",
        "GET /healthz HTTP/1.1~Host: a~Bad Header: b | 400",
        "GET /healthz HTTP/1.1~Host: a~: b | 400",
        "GET /%zz HTTP/1.1~Host: a | 400",
        "GET /../../etc/passwd HTTP/1.1~Host: a | 400",
        "GET /v1/%2e%2e/healthz HTTP/1.1~Host: a | 400",
        "POST /v1/traces HTTP/1.1~Host: a~Content-Length: -1 | 400",
        "POST /v1/traces HTTP/1.1~Host: a~Content-Length: x | 400",
        "POST /v1/traces HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2 | 400",
        "POST /v1/traces HTTP/1.1~Host: a~Content-Length: 2~Transfer-Encoding: chunked | 400",
        "POST /v1/traces HTTP/1.1~Host: a~Transfer-Encoding: nonsense | 400",
        "GET / HTTP/1.1~Host: a~Authorization: Basic %%%~Connection: close | 404",
        "GET /tracehub.v1.QueryService/GetTrace?message=%ff&encoding=json HTTP/1.1~Host: a"
            + "~Connection: close | 400",
      })
  void requests_areAnswered(String lines, int status) throws IOException {
    try (RawHttp raw = new RawHttp(http.port())) {
      String answer = raw.send(lines.replace("~", "\r\n") + "\r\n\r\n").end().answer();

      assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContain("jetty", "Jetty");
    }
  }

  @Test
  void wrongChunks_areRefused() throws IOException {
    try (RawHttp raw = new RawHttp(http.port())) {
      raw.send(
          "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n");

      assertThat(raw.answer()).startsWith("HTTP/1.1 400").contains("BODY_INCOMPLETE");
    }
  }

  @Test
  void bodyThatEndsTooEarly_isGivenUp() throws IOException {
    try (RawHttp raw = new RawHttp(http.port())) {
      raw.send(
          "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 100\r\n\r\n{}");

      assertThat(raw.end().answer()).startsWith("HTTP/1.1 400").contains("BODY_INCOMPLETE");
    }
  }

  @Test
  void http2AndTls_areRefused() throws IOException {
    for (String first :
        new String[] {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001\u0000"}) {
      try (RawHttp raw = new RawHttp(http.port())) {
        assertThat(raw.send(first).end().answer())
            .satisfiesAnyOf(
                answer -> assertThat(answer).startsWith("HTTP/1.1 4"),
                answer -> assertThat(answer).startsWith("HTTP/1.1 505"),
                answer -> assertThat(answer).isIn("", "[reset]"));
      }
    }
  }

  @RepeatedTest(20)
  void randomBytes_doNoHarm() throws IOException {
    long seed = System.nanoTime();
    byte[] bytes = new byte[2000];
    new Random(seed).nextBytes(bytes);
    try (RawHttp raw = new RawHttp(http.port())) {
      assertThat(raw.send(bytes).end().answer()).as("seed %d", seed).doesNotContain("200 OK");
    }
  }
}
