/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed calls in the Connect protocol: each has its answer, and the server goes on. */
class MalformedConnectTest {

  private static final String GET_TRACE = "/tracehub.v1.QueryService/GetTrace";
  private static final String TAIL = "/tracehub.v1.QueryService/TailSpans";
  private static final String STREAM = "/tracehub.v1.TraceService/StreamBatches";
  private static final String CONNECT_JSON = "application/connect+json";

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
    assertThat(http.postJson(GET_TRACE, "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GetTrace | `` | INVALID_JSON | body",
        "GetTrace | [] | WRONG_TYPE | body",
        "GetTrace | {'traceId':7} | WRONG_TYPE | traceId",
        "GetTrace | {'includePayloads':'yes'} | WRONG_TYPE | includePayloads",
        "GetTrace | {'traceId':'a','trace_id':'b'} | GIVEN_TWICE | trace_id",
        "GetTrace | {'traceId':'a'},, | INVALID_JSON | body",
        "SearchSpans | {'timeRange':{'start':'yesterday'}} | INVALID_VALUE | timeRange.start",
        "SearchSpans | {'timeRange':[]} | WRONG_TYPE | timeRange",
        "SearchSpans | {'pageSize':99999999999} | OUT_OF_RANGE | pageSize",
        "SearchSpans | {'pageSize':'many'} | OUT_OF_RANGE | pageSize",
        "SearchSpans | {'order':'SIDEWAYS'} | INVALID_ENUM | order",
      })
  void json_isRefusedWithTheField(String method, String json, String reason, String field) {
    assertThat(Fault.ofConnect(http.postJson("/tracehub.v1.QueryService/" + method, json)))
        .isEqualTo(new Fault(400, Code.INVALID_ARGUMENT, reason, field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Connect-Protocol-Version | 2 | UNKNOWN_VERSION",
        "Connect-Timeout-Ms | soon | INVALID_TIMEOUT",
        "Connect-Timeout-Ms | -1 | INVALID_TIMEOUT",
        "Connect-Timeout-Ms | 12345678901 | INVALID_TIMEOUT",
        "Connect-Timeout-Ms | 1.5 | INVALID_TIMEOUT",
        "x-note-bin | *** | INVALID_BASE64",
      })
  void headers_areRefusedWithTheirName(String name, String value, String reason) {
    assertThat(Fault.ofConnect(http.postJson(GET_TRACE, "{}", name, value)))
        .isEqualTo(new Fault(400, Code.INVALID_ARGUMENT, reason, name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "encoding=json | 400 | REQUIRED | message",
        "message=%7B%7D | 415 | UNSUPPORTED_MEDIA_TYPE | ``",
        "encoding=xml&message=%7B%7D | 415 | UNSUPPORTED_MEDIA_TYPE | ``",
        "encoding=json&message=%7B | 400 | INVALID_JSON | body",
        "encoding=json&message=%7B%7D&connect=v9 | 400 | UNKNOWN_VERSION | connect",
        "encoding=json&base64=1&message=*** | 400 | INVALID_BASE64 | message",
        "encoding=json&compression=gzip&message=%7B%7D | 400 | INVALID_GZIP | body",
      })
  void queries_areRefused(String query, int status, String reason, String field) {
    assertThat(Fault.ofConnect(http.get(GET_TRACE + "?" + query)))
        .isEqualTo(new Fault(status, Code.INVALID_ARGUMENT, reason, field));
  }

  @Test
  void unknownCompression_isUnimplemented() {
    Fault expected = new Fault(501, Code.UNIMPLEMENTED, "UNSUPPORTED_ENCODING", "");

    assertThat(Fault.ofConnect(http.postJson(GET_TRACE, "{}", "Content-Encoding", "br")))
        .isEqualTo(expected);
    assertThat(
            Fault.ofConnect(http.get(GET_TRACE + "?encoding=json&compression=br&message=%7B%7D")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/tracehub.v1.QueryService/GetTrace, application/connect+json",
    "/tracehub.v1.QueryService/GetTrace, application/grpc-web+proto",
    "/tracehub.v1.QueryService/GetTrace, text/plain",
    "/tracehub.v1.QueryService/GetTrace, application/x-protobuf",
    "/tracehub.v1.QueryService/TailSpans, application/json",
    "/tracehub.v1.QueryService/TailSpans, application/grpc",
  })
  void otherContentTypes_areRefused(String path, String type) {
    HttpResponse<byte[]> answer = http.post(path, type, new byte[0]);

    assertThat(Fault.ofConnect(answer))
        .isEqualTo(new Fault(415, Code.INVALID_ARGUMENT, "UNSUPPORTED_MEDIA_TYPE", ""));
    assertThat(answer.headers().firstValue("accept-post")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/tracehub.v1.QueryService",
        "/tracehub.v1.QueryService/",
        "/tracehub.v1.QueryService/Nothing",
        "/tracehub.v2.QueryService/GetTrace",
        "/v1/traces/",
        "/v1/Traces",
        "/tracehub.v1.queryservice/gettrace",
      })
  void unknownPaths_areNotFound(String path) {
    Fault expected = new Fault(404, Code.UNIMPLEMENTED, "NOT_FOUND", "");

    assertThat(Fault.ofConnect(http.postJson(path, "{}"))).isEqualTo(expected);
    assertThat(Fault.ofConnect(http.get(path))).isEqualTo(expected);
  }

  @Test
  void protobufThatIsNone_isRefused() {
    Fault expected = new Fault(400, Code.INVALID_ARGUMENT, "INVALID_PROTOBUF", "body");

    for (byte[] body : new byte[][] {{0x0F}, {0x0A, 9, 'x'}, {0x0A, 1, (byte) 0xFF}}) {
      assertThat(Fault.ofConnect(http.post(GET_TRACE, "application/proto", body)))
          .isEqualTo(expected);
      byte[] frame = StreamFrames.frame(0, body);
      assertThat(Fault.ofStream(http.post(TAIL, "application/connect+proto", frame)).reason())
          .isEqualTo("INVALID_PROTOBUF");
    }
  }

  @Test
  void largeBody_isExhausted() {
    byte[] body = new byte[HttpFixture.MAX_REQUEST_BYTES + 1];

    assertThat(Fault.ofConnect(http.post(GET_TRACE, "application/json", body)))
        .isEqualTo(new Fault(429, Code.RESOURCE_EXHAUSTED, "BODY_TOO_LARGE", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'filter':7} | WRONG_TYPE | filter",
        "nonsense | INVALID_JSON | body",
      })
  void messagesOfStreams_areRefusedWithTheField(String json, String reason, String field) {
    assertThat(Fault.ofStream(http.post(TAIL, CONNECT_JSON, StreamFrames.json(json))))
        .isEqualTo(new Fault(200, Code.INVALID_ARGUMENT, reason, field));
  }

  @Test
  void wrongEnvelopes_areRefused() {
    byte[] message = "{}".getBytes(StandardCharsets.UTF_8);
    refusedStream(STREAM, StreamFrames.frame(4, message), "INVALID_FLAGS", "envelope.flags");
    refusedStream(STREAM, StreamFrames.frame(2, message), "INVALID_FLAGS", "envelope.flags");
    refusedStream(STREAM, StreamFrames.frame(1, message), "INVALID_FLAGS", "envelope.flags");
    refusedStream(STREAM, new byte[] {0, 0}, "INCOMPLETE_ENVELOPE", "body");
    refusedStream(STREAM, new byte[] {0, 0, 0, 0, 9, '{'}, "INCOMPLETE_ENVELOPE", "body");
    refusedStream(TAIL, new byte[0], "WRONG_MESSAGE_COUNT", "body");
    refusedStream(TAIL, StreamFrames.json("{}", "{}"), "WRONG_MESSAGE_COUNT", "body");
  }

  @Test
  void envelopeOfHugeLength_isExhausted() {
    for (int length : new int[] {HttpFixture.MAX_REQUEST_BYTES + 1, Integer.MAX_VALUE, -1}) {
      byte[] head = ByteBuffer.allocate(5).put((byte) 0).putInt(length).array();

      assertThat(Fault.ofStream(http.post(STREAM, CONNECT_JSON, head)))
          .isEqualTo(new Fault(200, Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE", ""));
    }
  }

  @Test
  void compressedBombInAnEnvelope_isExhausted() {
    byte[] bomb = StreamFrames.frame(1, Gzip.deflate(new byte[100 << 20]));

    assertThat(
            Fault.ofStream(
                http.post(STREAM, CONNECT_JSON, bomb, "Connect-Content-Encoding", "gzip")))
        .isEqualTo(new Fault(200, Code.RESOURCE_EXHAUSTED, "BODY_TOO_LARGE", ""));
  }

  @Test
  void unknownCompressionOfAStream_isUnimplemented() {
    assertThat(
            Fault.ofStream(
                http.post(
                    TAIL, CONNECT_JSON, StreamFrames.json("{}"), "Connect-Content-Encoding", "br")))
        .isEqualTo(new Fault(200, Code.UNIMPLEMENTED, "UNSUPPORTED_ENCODING", ""));
  }

  @Test
  void headersOfStreams_areRefusedInTheEnd() {
    assertThat(
            Fault.ofStream(
                http.post(
                    TAIL, CONNECT_JSON, StreamFrames.json("{}"), "Connect-Timeout-Ms", "soon")))
        .isEqualTo(new Fault(200, Code.INVALID_ARGUMENT, "INVALID_TIMEOUT", "Connect-Timeout-Ms"));
  }

  @Test
  void streamByGet_isRefused() {
    HttpResponse<byte[]> answer =
        http.send(http.request(TAIL).method("GET", BodyPublishers.noBody()).build());

    assertThat(Fault.ofConnect(answer).reason()).isEqualTo("METHOD_NOT_ALLOWED");
    assertThat(answer.statusCode()).isEqualTo(405);
  }

  private static void refusedStream(String path, byte[] body, String reason, String field) {
    assertThat(Fault.ofStream(http.post(path, CONNECT_JSON, body)))
        .isEqualTo(new Fault(200, Code.INVALID_ARGUMENT, reason, field));
  }
}
