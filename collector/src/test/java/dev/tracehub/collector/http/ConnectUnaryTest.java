/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectUnaryTest {

  private static final String GET_TRACE = "/tracehub.v1.QueryService/GetTrace";
  private static final String GET_SPAN = "/tracehub.v1.QueryService/GetSpan";
  private static final String SEARCH = "/tracehub.v1.QueryService/SearchSpans";

  private static HttpFixture http;

  @BeforeAll
  static void start() throws IOException {
    http = HttpFixture.open();
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'traceId':'abc'}", "{'trace_id':'abc'}", "{'traceId':'abc','later':1}"})
  void json_isAnsweredInJson(String request) {
    HttpResponse<byte[]> answer = http.postJson(GET_TRACE, request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(HttpFixture.text(answer))
        .isEqualTo("{\"summary\":{\"traceId\":\"abc\",\"services\":[\"default\"]}}");
  }

  @Test
  void proto_isAnsweredInProto() throws Exception {
    byte[] request = GetTraceRequest.newBuilder().setTraceId("abc").build().toByteArray();

    HttpResponse<byte[]> answer = http.post(GET_TRACE, "application/proto", request);

    assertThat(answer.headers().firstValue("content-type")).contains("application/proto");
    assertThat(GetTraceResponse.parseFrom(answer.body()).getSummary().getTraceId())
        .isEqualTo("abc");
  }

  @Test
  void gzip_isInflated() {
    byte[] body = Gzip.deflate("{\"traceId\":\"abc\"}".getBytes(StandardCharsets.UTF_8));

    HttpResponse<byte[]> answer =
        http.post(GET_TRACE, "application/json", body, "Content-Encoding", "gzip");

    assertThat(HttpFixture.text(answer)).contains("abc");
  }

  @Test
  void get_readsTheMessageFromTheQuery() {
    String json = URLEncoder.encode("{\"traceId\":\"abc\"}", StandardCharsets.UTF_8);

    assertThat(HttpFixture.text(http.get(GET_TRACE + "?encoding=json&message=" + json)))
        .contains("abc");
    assertThat(
            HttpFixture.text(
                http.get(GET_TRACE + "?message=" + json + "&other=1&connect=v1&encoding=json")))
        .contains("abc");
  }

  @Test
  void get_readsBase64AndGzipAndProto() throws Exception {
    byte[] request = GetTraceRequest.newBuilder().setTraceId("abc").build().toByteArray();
    String plain = Base64.getUrlEncoder().withoutPadding().encodeToString(request);
    String packed = Base64.getUrlEncoder().encodeToString(Gzip.deflate(request));

    HttpResponse<byte[]> one = http.get(GET_TRACE + "?encoding=proto&base64=1&message=" + plain);
    HttpResponse<byte[]> two =
        http.get(
            GET_TRACE
                + "?encoding=proto&base64=1&compression=gzip&message="
                + URLEncoder.encode(packed, StandardCharsets.UTF_8));

    assertThat(GetTraceResponse.parseFrom(one.body()).getSummary().getTraceId()).isEqualTo("abc");
    assertThat(two.body()).isEqualTo(one.body());
  }

  @Test
  void get_isForMethodsWithoutSideEffectsOnly() {
    HttpResponse<byte[]> answer =
        http.get("/tracehub.v1.ProjectService/CreateProject?encoding=json&message=%7B%7D");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("POST");
  }

  @Test
  void errors_haveTheirDetails() throws Exception {
    HttpResponse<byte[]> answer = http.postJson(GET_SPAN, "{'spanId':'x'}");
    JsonObject error = JsonParser.parseString(HttpFixture.text(answer)).getAsJsonObject();

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("trailer-x-note")).contains("gone");
    assertThat(error.get("code").getAsString()).isEqualTo("not_found");
    assertThat(error.get("message").getAsString()).isEqualTo("no span x");
    JsonObject detail = error.getAsJsonArray("details").get(0).getAsJsonObject();
    assertThat(detail.get("type").getAsString()).isEqualTo("google.rpc.ErrorInfo");
    assertThat(detail.get("value").getAsString()).doesNotContain("=");
    ByteString value =
        ByteString.copyFrom(Base64.getDecoder().decode(detail.get("value").getAsString()));
    assertThat(ErrorInfo.parseFrom(value).getReason()).isEqualTo("SPAN_NOT_FOUND");
    assertThat(detail.getAsJsonObject("debug").get("reason").getAsString())
        .isEqualTo("SPAN_NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLED,canceled,499",
    "UNKNOWN,unknown,500",
    "INVALID_ARGUMENT,invalid_argument,400",
    "DEADLINE_EXCEEDED,deadline_exceeded,504",
    "NOT_FOUND,not_found,404",
    "ALREADY_EXISTS,already_exists,409",
    "PERMISSION_DENIED,permission_denied,403",
    "RESOURCE_EXHAUSTED,resource_exhausted,429",
    "FAILED_PRECONDITION,failed_precondition,400",
    "ABORTED,aborted,409",
    "OUT_OF_RANGE,out_of_range,400",
    "UNIMPLEMENTED,unimplemented,501",
    "INTERNAL,internal,500",
    "UNAVAILABLE,unavailable,503",
    "DATA_LOSS,data_loss,500",
    "UNAUTHENTICATED,unauthenticated,401",
  })
  void codes_haveTheirHttpStatus(String code, String name, int status) {
    HttpResponse<byte[]> answer = http.postJson(SEARCH, "{'filter':'" + code + "'}");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(HttpFixture.text(answer))
        .isEqualTo("{\"code\":\"" + name + "\",\"message\":\"as asked\"}");
  }

  @Test
  void overload_saysWhenToComeBack() {
    HttpResponse<byte[]> answer = http.postJson(SEARCH, "{'filter':'OVERLOADED'}");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).contains("3");
    assertThat(HttpFixture.text(answer)).contains("google.rpc.RetryInfo").contains("2.500s");
  }

  @Test
  void handlerThatThrows_tellsNothing() {
    HttpResponse<byte[]> answer = http.postJson(SEARCH, "{'filter':'THROW'}");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(HttpFixture.text(answer)).contains("unknown").doesNotContain("secret");
  }

  @Test
  void timeout_endsTheCall() {
    HttpResponse<byte[]> answer =
        http.postJson(SEARCH, "{'filter':'NEVER'}", "Connect-Timeout-Ms", "50");

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(HttpFixture.text(answer)).contains("deadline_exceeded");
  }

  @Test
  void headers_reachTheMethodsMetadata() {
    HttpResponse<byte[]> answer =
        http.postJson(
            GET_TRACE, "{}", "Connect-Protocol-Version", "1", "x-tracehub-project", "default");
    HttpResponse<byte[]> other = http.postJson(GET_TRACE, "{}", "X-Tracehub-Project", "another");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(other.statusCode()).isEqualTo(403);
  }

  @Test
  void unaryIngest_worksAsAnyOtherMethod() {
    HttpResponse<byte[]> answer =
        http.postJson(
            "/tracehub.v1.TraceService/SendBatch",
            "{'batchId':'b','spans':[{'name':'one','startTimeUnixNano':'1'},{}]}");

    assertThat(HttpFixture.text(answer))
        .isEqualTo("{\"receipt\":{\"batchId\":\"b\",\"accepted\":2}}");
  }

  @Test
  void health_isOpen() {
    assertThat(HttpFixture.text(http.postJson("/grpc.health.v1.Health/Check", "{}")))
        .isEqualTo("{\"status\":\"SERVING\"}");
  }

  @Test
  void otherVerbs_areRefused() {
    for (String verb : new String[] {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"}) {
      HttpResponse<byte[]> answer =
          http.send(http.request(GET_TRACE).method(verb, BodyPublishers.noBody()).build());

      assertThat(answer.statusCode()).as(verb).isEqualTo(405);
      assertThat(answer.headers().firstValue("allow")).contains("GET, POST");
    }
  }
}
