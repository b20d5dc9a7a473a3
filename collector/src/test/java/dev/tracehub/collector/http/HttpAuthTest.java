/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.google.rpc.Code;
import dev.tracehub.collector.auth.AuthFixture;
import dev.tracehub.v1.ApiKey;
import dev.tracehub.v1.KeyScope;
import dev.tracehub.v1.KeyState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what over HTTP; the same table for OTLP, for unary calls and for streams. */
class HttpAuthTest {

  private static final String TRACES = "/v1/traces";
  private static final String SEND = "/tracehub.v1.TraceService/SendBatch";
  private static final String STREAM = "/tracehub.v1.TraceService/StreamBatches";
  private static final String GET_TRACE = "/tracehub.v1.QueryService/GetTrace";
  private static final String LIST = "/tracehub.v1.ProjectService/ListProjects";

  private static HttpFixture http;
  private static final Map<String, String> KEYS = new TreeMap<>();

  @BeforeAll
  static void start() throws IOException {
    http = HttpFixture.withKeys();
    AuthFixture auth = http.auth;
    auth.project("one");
    auth.project("two");
    KEYS.put("ingest", auth.key("one", KeyScope.KEY_SCOPE_INGEST));
    KEYS.put("read", auth.key("one", KeyScope.KEY_SCOPE_READ));
    KEYS.put("decide", auth.key("one", KeyScope.KEY_SCOPE_DECIDE));
    KEYS.put("admin", auth.key("one", KeyScope.KEY_SCOPE_ADMIN));
    KEYS.put("inactive", ended(key -> key.setState(KeyState.KEY_STATE_INACTIVE)));
    KEYS.put("revoked", ended(key -> key.setState(KeyState.KEY_STATE_REVOKED)));
    KEYS.put("expired", ended(key -> key.setExpireTime(Timestamps.fromSeconds(1))));
    KEYS.put("unknown", new AuthFixture().key("one", KeyScope.KEY_SCOPE_ADMIN));
    KEYS.put("misspelt", KEYS.get("admin").replaceAll(".$", "!"));
    KEYS.put("malformed", "hello");
    KEYS.put("root", AuthFixture.ADMIN_KEY);
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ingest, 200, 200, 403, 403",
    "read, 403, 403, 200, 403",
    "decide, 403, 403, 403, 403",
    "admin, 200, 200, 200, 200",
    "inactive, 401, 401, 401, 401",
    "revoked, 401, 401, 401, 401",
    "expired, 401, 401, 401, 401",
    "unknown, 401, 401, 401, 401",
    "misspelt, 401, 401, 401, 401",
    "malformed, 401, 401, 401, 401",
    "root, 400, 400, 400, 200",
  })
  void keys_openWhatTheirScopesSay(String name, int otlp, int send, int read, int admin) {
    String bearer = "Bearer " + KEYS.get(name);

    assertThat(http.postJson(TRACES, "{}", "Authorization", bearer).statusCode()).isEqualTo(otlp);
    assertThat(http.postJson(SEND, "{}", "Authorization", bearer).statusCode()).isEqualTo(send);
    assertThat(http.postJson(GET_TRACE, "{}", "Authorization", bearer).statusCode())
        .isEqualTo(read);
    assertThat(http.postJson(LIST, "{}", "Authorization", bearer).statusCode()).isEqualTo(admin);
    Fault stream = stream(bearer);
    assertThat(stream == null ? 200 : RpcCode.valueOf(stream.code().name()).httpStatus())
        .isEqualTo(send);
  }

  @ParameterizedTest
  @CsvSource({
    "inactive, KEY_INACTIVE",
    "revoked, KEY_REVOKED",
    "expired, KEY_EXPIRED",
    "unknown, KEY_UNKNOWN",
    "misspelt, KEY_MALFORMED",
    "malformed, KEY_MALFORMED",
  })
  void refusals_sayWhyAndNeverRepeatTheKey(String name, String reason) {
    String key = KEYS.get(name);

    HttpResponse<byte[]> otlp = http.postJson(TRACES, "{}", "x-api-key", key);
    HttpResponse<byte[]> unary = http.postJson(SEND, "{}", "x-api-key", key);

    Fault expected = new Fault(401, Code.UNAUTHENTICATED, reason, "");
    assertThat(Fault.ofOtlp(otlp)).isEqualTo(expected);
    assertThat(Fault.ofConnect(unary)).isEqualTo(expected);
    assertThat(otlp.headers().firstValue("www-authenticate")).isPresent();
    assertThat(HttpFixture.text(otlp) + HttpFixture.text(unary)).doesNotContain(key);
  }

  @Test
  void nothing_isRefusedEvenFromThisMachine() {
    Fault expected = new Fault(401, Code.UNAUTHENTICATED, "CREDENTIALS_MISSING", "");

    assertThat(Fault.ofOtlp(http.postJson(TRACES, "{}"))).isEqualTo(expected);
    assertThat(Fault.ofConnect(http.postJson(SEND, "{}"))).isEqualTo(expected);
    assertThat(Fault.ofConnect(http.postJson(SEND, "{}", "x-tracehub-internal-peer", "loopback")))
        .isEqualTo(expected);
  }

  @Test
  void refusalInProtobuf_isInProtobuf() {
    HttpResponse<byte[]> answer = http.post(TRACES, "application/x-protobuf", new byte[0]);

    assertThat(Fault.ofOtlp(answer))
        .isEqualTo(new Fault(401, Code.UNAUTHENTICATED, "CREDENTIALS_MISSING", ""));
  }

  @Test
  void basic_takesThePasswordAsTheKey() {
    String pair = "pk-lf-anything:" + KEYS.get("ingest");
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    assertThat(http.postJson(TRACES, "{}", "Authorization", basic).statusCode()).isEqualTo(200);
  }

  @Test
  void spans_goToTheKeysProject() {
    http.ingest.taken().clear();
    http.postJson(TRACES, "{}", "x-api-key", KEYS.get("ingest"));
    http.postJson(TRACES, "{}", "x-api-key", KEYS.get("root"), "x-tracehub-project", "two");

    assertThat(http.ingest.taken())
        .extracting(FakeIngest.Taken::project)
        .containsExactly("one", "two");
  }

  @Test
  void otherProjects_cannotBeNamed() {
    assertThat(
            Fault.ofConnect(
                http.postJson(
                    GET_TRACE, "{}", "x-api-key", KEYS.get("read"), "x-tracehub-project", "two")))
        .isEqualTo(new Fault(403, Code.PERMISSION_DENIED, "PROJECT_MISMATCH", ""));
    assertThat(
            Fault.ofOtlp(
                http.postJson(
                    TRACES, "{}", "x-api-key", KEYS.get("root"), "x-tracehub-project", "none")))
        .isEqualTo(new Fault(404, Code.NOT_FOUND, "PROJECT_NOT_FOUND", ""));
  }

  @Test
  void revokedByAnAdmin_isRefusedAtOnce() {
    String key = http.auth.key("two", KeyScope.KEY_SCOPE_READ);
    assertThat(http.postJson(GET_TRACE, "{}", "x-api-key", key).statusCode()).isEqualTo(200);
    String id = key.substring("th_read_".length(), "th_read_".length() + 12);

    http.postJson(
        "/tracehub.v1.ProjectService/RevokeKey",
        "{'projectId':'two','keyId':'" + id + "'}",
        "x-api-key",
        KEYS.get("root"));

    assertThat(http.postJson(GET_TRACE, "{}", "x-api-key", key).statusCode()).isEqualTo(401);
  }

  private static String ended(UnaryOperator<ApiKey.Builder> change) {
    return http.auth.key("one", change, KeyScope.KEY_SCOPE_ADMIN);
  }

  /** What a stream ended with; null when it ended well. */
  private static Fault stream(String bearer) {
    HttpResponse<byte[]> answer =
        http.post(STREAM, "application/connect+json", new byte[0], "Authorization", bearer);
    return HttpFixture.text(answer).contains("\"error\"") ? Fault.ofStream(answer) : null;
  }
}
