/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed OTLP over HTTP: each has its answer, and after each the server goes on. */
class MalformedOtlpTest {

  private static final String TRACES = "/v1/traces";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

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
    assertThat(http.postJson(TRACES, "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | INVALID_JSON | body",
        "{ | INVALID_JSON | body",
        "[] | WRONG_TYPE | body",
        "null | WRONG_TYPE | body",
        "7 | WRONG_TYPE | body",
        "'spans' | WRONG_TYPE | body",
        "{}x | INVALID_JSON | body",
        "{'resourceSpans':7} | WRONG_TYPE | resourceSpans",
        "{'resourceSpans':[null]} | WRONG_TYPE | resourceSpans[0]",
        "{'resourceSpans':[{'scopeSpans':{}}]} | WRONG_TYPE | resourceSpans[0].scopeSpans",
        "{'resourceSpans':[{'resource':[]}]} | WRONG_TYPE | resourceSpans[0].resource",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'traceId':'zz'}]}]}]}"
            + " | INVALID_HEX | resourceSpans[0].scopeSpans[0].spans[0].traceId",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{},{'spanId':'t61rcWkgMzE='}]}]}]}"
            + " | INVALID_HEX | resourceSpans[0].scopeSpans[0].spans[1].spanId",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'links':[{'traceId':5}]}]}]}]}"
            + " | WRONG_TYPE | resourceSpans[0].scopeSpans[0].spans[0].links[0].traceId",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'startTimeUnixNano':'-1'}]}]}]}"
            + " | OUT_OF_RANGE | resourceSpans[0].scopeSpans[0].spans[0].startTimeUnixNano",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'endTimeUnixNano':1e300}]}]}]}"
            + " | OUT_OF_RANGE | resourceSpans[0].scopeSpans[0].spans[0].endTimeUnixNano",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'kind':'SERVER'}]}]}]}"
            + " | INVALID_ENUM | resourceSpans[0].scopeSpans[0].spans[0].kind",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'status':{'code':'BAD'}}]}]}]}"
            + " | INVALID_ENUM | resourceSpans[0].scopeSpans[0].spans[0].status.code",
        "{'resourceSpans':[{'scopeSpans':[{'spans':[{'name':{}}]}]}]}"
            + " | WRONG_TYPE | resourceSpans[0].scopeSpans[0].spans[0].name",
        "{'resourceSpans':[{'resource':{'attributes':{'a':'b'}}}]}"
            + " | WRONG_TYPE | resourceSpans[0].resource.attributes",
        "{'resourceSpans':[{'resource':{'attributes':[{'key':'a','value':'b'}]}}]}"
            + " | WRONG_TYPE | resourceSpans[0].resource.attributes[0].value",
        "{'resourceSpans':[{'resource':{'attributes':[{'value':{'intValue':1.5}}]}}]}"
            + " | OUT_OF_RANGE | resourceSpans[0].resource.attributes[0].value.intValue",
        "{'resourceSpans':[{'resource':{'attributes':[{'value':{'bytesValue':'*'}}]}}]}"
            + " | INVALID_BASE64 | resourceSpans[0].resource.attributes[0].value.bytesValue",
        "{'resourceSpans':[],'resourceSpans':[]} | GIVEN_TWICE | resourceSpans",
      })
  void json_isRefusedWithTheField(String json, String reason, String field) {
    assertThat(Fault.ofOtlp(http.postJson(TRACES, json)))
        .isEqualTo(new Fault(400, Code.INVALID_ARGUMENT, reason, field));
  }

  @Test
  void json_inLatin1_isRefused() {
    byte[] body =
        "{\"resourceSpans\":[{\"schemaUrl\":\"\u00e9\"}]}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Fault.ofOtlp(http.post(TRACES, JSON, body)).reason()).isEqualTo("INVALID_UTF8");
  }

  @Test
  void json_tooDeep_isRefused() {
    String deep =
        "{'resourceSpans':[{'resource':{'attributes':[{'value':"
            + "{'arrayValue':{'values':[".repeat(80)
            + "]}}".repeat(80)
            + "}]}}]}";

    Fault fault = Fault.ofOtlp(http.postJson(TRACES, deep));

    assertThat(fault.status()).isEqualTo(400);
    assertThat(fault.reason()).isIn("TOO_DEEP", "INVALID_JSON");
    assertThat(http.postJson(TRACES, "{'x':" + "[".repeat(400_000)).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/logs", "/v1/metrics"})
  void protobufThatIsNone_isRefused(String path) {
    Fault expected = new Fault(400, Code.INVALID_ARGUMENT, "INVALID_PROTOBUF", "body");

    byte[] truncated = {0x0A, 0x7F, 1};
    byte[] wrongWireType = {0x0F};
    byte[] zeroTag = {0};
    byte[] endlessVarint = new byte[20];
    Arrays.fill(endlessVarint, (byte) 0xFF);
    for (byte[] body : new byte[][] {truncated, wrongWireType, zeroTag, endlessVarint}) {
      assertThat(Fault.ofOtlp(http.post(path, PROTOBUF, body))).isEqualTo(expected);
    }
    byte[] json = "{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8);
    assertThat(Fault.ofOtlp(http.post(path, PROTOBUF, json))).isEqualTo(expected);
  }

  @Test
  void protobufTextThatIsNoUtf8_isRefused() {
    byte[] body =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().setSchemaUrl("abc"))
            .build()
            .toByteArray();
    body[body.length - 1] = (byte) 0xFF;

    assertThat(Fault.ofOtlp(http.post("/v1/logs", PROTOBUF, body)).reason())
        .isEqualTo("INVALID_PROTOBUF");
  }

  @Test
  void everyBytePrefixOfARequest_isAnswered() {
    byte[] body = "{\"resourceSpans\":[{\"scopeSpans\":[]}]}".getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < body.length; length++) {
      int status = http.post(TRACES, JSON, Arrays.copyOf(body, length)).statusCode();

      assertThat(status).as("%d bytes", length).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/grpc",
        "application/x-protobuf2",
        "application/xml; charset=utf-8",
        "json",
        ";;;",
      })
  void otherContentTypes_areRefused(String type) {
    assertThat(Fault.ofOtlp(http.post(TRACES, type, new byte[0])))
        .isEqualTo(new Fault(415, Code.INVALID_ARGUMENT, "UNSUPPORTED_MEDIA_TYPE", ""));
  }

  @Test
  void missingContentType_isRefused() {
    HttpResponse<byte[]> answer =
        http.send(http.request(TRACES).POST(BodyPublishers.ofString("{}")).build());

    assertThat(Fault.ofOtlp(answer).status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "deflate", "gzip, gzip", "gzip, identity", "x"})
  void otherEncodings_areRefused(String encoding) {
    assertThat(Fault.ofOtlp(http.post(TRACES, PROTOBUF, new byte[0], "Content-Encoding", encoding)))
        .isEqualTo(new Fault(415, Code.INVALID_ARGUMENT, "UNSUPPORTED_ENCODING", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"})
  void otherVerbs_areRefused(String verb) {
    HttpResponse<byte[]> answer =
        http.send(http.request(TRACES).method(verb, BodyPublishers.noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("POST");
    if (!verb.equals("HEAD")) {
      assertThat(Fault.ofOtlp(answer).reason()).isEqualTo("METHOD_NOT_ALLOWED");
    }
  }

  @Test
  void damagedGzip_isRefused() {
    byte[] good = Gzip.deflate("{\"resourceSpans\":[]}".getBytes(StandardCharsets.UTF_8));
    byte[] flipped = good.clone();
    flipped[good.length - 6] ^= 1;
    Fault expected = new Fault(400, Code.INVALID_ARGUMENT, "INVALID_GZIP", "body");

    for (byte[] body :
        new byte[][] {
          new byte[0],
          {1, 2, 3},
          Arrays.copyOf(good, good.length - 3),
          Arrays.copyOf(good, 5),
          flipped
        }) {
      assertThat(Fault.ofOtlp(http.post(TRACES, JSON, body, "Content-Encoding", "gzip")))
          .isEqualTo(expected);
    }
  }

  @Test
  void gzipBomb_isRefused() {
    byte[] bomb = Gzip.deflate(new byte[200 << 20]);
    assertThat(bomb.length).isLessThan(HttpFixture.MAX_REQUEST_BYTES);

    for (String type : new String[] {PROTOBUF, JSON}) {
      assertThat(Fault.ofOtlp(http.post(TRACES, type, bomb, "Content-Encoding", "gzip")))
          .isEqualTo(new Fault(413, Code.RESOURCE_EXHAUSTED, "BODY_TOO_LARGE", ""));
    }
  }

  @Test
  void largeBody_isRefusedWhetherItsLengthIsSaidOrNot() {
    byte[] body = new byte[HttpFixture.MAX_REQUEST_BYTES + 1];
    Fault expected = new Fault(413, Code.RESOURCE_EXHAUSTED, "BODY_TOO_LARGE", "");

    assertThat(Fault.ofOtlp(http.post(TRACES, PROTOBUF, body))).isEqualTo(expected);
    assertThat(
            Fault.ofOtlp(
                http.send(
                    http.request(TRACES)
                        .header("Content-Type", PROTOBUF)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build())))
        .isEqualTo(expected);
  }

  @Test
  void largestBody_isTaken() {
    byte[] body = new byte[HttpFixture.MAX_REQUEST_BYTES];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[1] = '}';

    assertThat(http.post(TRACES, JSON, body).statusCode()).isEqualTo(200);
  }
}
