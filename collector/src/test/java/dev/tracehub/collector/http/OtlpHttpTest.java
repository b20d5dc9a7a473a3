/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.OtlpReceipt;
import dev.tracehub.collector.json.OtlpJson;
import dev.tracehub.collector.wire.TestBatches;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHttpTest {

  private static final String TRACES = "/v1/traces";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final ExportTraceServiceRequest REQUEST =
      ExportTraceServiceRequest.newBuilder()
          .addResourceSpans(
              ResourceSpans.newBuilder()
                  .addScopeSpans(
                      ScopeSpans.newBuilder()
                          .addSpans(
                              Span.newBuilder()
                                  .setTraceId(
                                      ByteString.fromHex("0af7651916cd43dd8448eb211c80319c"))
                                  .setSpanId(ByteString.fromHex("b7ad6b7169203331"))
                                  .setName("chat"))))
          .build();
  private static final String JSON =
      "{'resourceSpans':[{'scopeSpans':[{'spans':[{"
          + "'traceId':'0AF7651916CD43DD8448EB211C80319C','spanId':'b7ad6b7169203331',"
          + "'name':'chat'}]}]}]}";

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
  void forget() {
    http.ingest.answer(null);
    http.ingest.taken().clear();
  }

  @Test
  void protobuf_isTakenForTheCallersProject() throws Exception {
    HttpResponse<byte[]> answer = http.post(TRACES, PROTOBUF, REQUEST.toByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains(PROTOBUF);
    assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(http.ingest.taken()).containsExactly(new FakeIngest.Taken("default", REQUEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/json; charset=utf-8", "Application/JSON"})
  void json_meansTheSame(String contentType) {
    HttpResponse<byte[]> answer =
        http.post(TRACES, contentType, JSON.replace('\'', '"').getBytes());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(HttpFixture.text(answer)).isEqualTo("{}");
    assertThat(http.ingest.taken()).containsExactly(new FakeIngest.Taken("default", REQUEST));
  }

  @Test
  void emptyRequests_succeed() {
    assertThat(http.post(TRACES, PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
    assertThat(http.postJson(TRACES, "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void gzip_isInflated() {
    byte[] body = Gzip.deflate(REQUEST.toByteArray());

    HttpResponse<byte[]> answer = http.post(TRACES, PROTOBUF, body, "Content-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(http.ingest.taken()).containsExactly(new FakeIngest.Taken("default", REQUEST));
  }

  @Test
  void chunkedBody_isRead() {
    byte[] body = REQUEST.toByteArray();

    HttpResponse<byte[]> answer =
        http.send(
            http.request(TRACES)
                .header("Content-Type", PROTOBUF)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(http.ingest.taken()).hasSize(1);
  }

  @Test
  void rejectedSpans_arePartialSuccess() throws Exception {
    http.ingest.answer(
        () -> CompletableFuture.completedStage(new OtlpReceipt(2, 0, 3, "spans[1].trace_id: 0")));

    ExportTraceServiceResponse binary =
        ExportTraceServiceResponse.parseFrom(
            http.post(TRACES, PROTOBUF, REQUEST.toByteArray()).body());
    HttpResponse<byte[]> json = http.postJson(TRACES, JSON);

    assertThat(binary.getPartialSuccess().getRejectedSpans()).isEqualTo(3);
    assertThat(binary.getPartialSuccess().getErrorMessage()).isEqualTo("spans[1].trace_id: 0");
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(HttpFixture.text(json))
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedSpans\":\"3\","
                + "\"errorMessage\":\"spans[1].trace_id: 0\"}}");
  }

  @Test
  void overload_is429WithRetryAfter() throws Exception {
    http.ingest.answer(
        () ->
            CompletableFuture.failedStage(
                Failures.overloaded("RATE", "too fast", Duration.ofMillis(1200))));

    HttpResponse<byte[]> answer = http.post(TRACES, PROTOBUF, REQUEST.toByteArray());

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).contains("2");
    assertThat(answer.headers().firstValue("content-type")).contains(PROTOBUF);
    assertThat(Status.parseFrom(answer.body()).getMessage()).isEqualTo("too fast");
  }

  @Test
  void brokenJournal_is503() {
    http.ingest.answer(
        () ->
            CompletableFuture.failedStage(
                Failures.failure(Code.UNAVAILABLE, "JOURNAL_FAILED", "no disk")));

    HttpResponse<byte[]> answer = http.postJson(TRACES, JSON);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(HttpFixture.text(answer)).contains("\"code\":14").contains("JOURNAL_FAILED");
  }

  @Test
  void waitingForTheJournal_holdsNoThread() {
    int manyMoreThanThreads = 300;
    CompletableFuture<OtlpReceipt> synced = new CompletableFuture<>();
    http.ingest.answer(() -> synced);

    var answers =
        IntStream.range(0, manyMoreThanThreads)
            .mapToObj(
                i ->
                    http.client()
                        .sendAsync(
                            http.request(TRACES)
                                .header("Content-Type", PROTOBUF)
                                .POST(BodyPublishers.ofByteArray(REQUEST.toByteArray()))
                                .build(),
                            BodyHandlers.ofByteArray()))
            .toList();
    assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(answers).noneMatch(CompletableFuture::isDone);
    synced.complete(new OtlpReceipt(1, 0, 0, ""));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/logs", "/v1/metrics"})
  void otherSignals_areTakenInBothForms(String path) throws Exception {
    byte[] logs = TestBatches.logs(1).build().toByteArray();
    byte[] metrics = TestBatches.metrics(TestBatches.sum("gen_ai.calls", 7)).build().toByteArray();
    boolean isLogs = path.equals("/v1/logs");
    http.ingest.logs.clear();
    http.ingest.metrics.clear();

    HttpResponse<byte[]> packed = http.post(path, PROTOBUF, isLogs ? logs : metrics);
    HttpResponse<byte[]> json =
        http.postJson(
            path,
            isLogs
                ? OtlpJson.print(ExportLogsServiceRequest.parseFrom(logs))
                : OtlpJson.print(ExportMetricsServiceRequest.parseFrom(metrics)));

    assertThat(packed.statusCode()).isEqualTo(200);
    assertThat(packed.body()).isEmpty();
    assertThat(HttpFixture.text(json)).isEqualTo("{}");
    assertThat(isLogs ? http.ingest.logs : http.ingest.metrics)
        .hasSize(2)
        .allSatisfy(request -> assertThat(request).isEqualTo(isLogs ? logs : metrics));
    assertThat(isLogs ? http.ingest.metrics : http.ingest.logs).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/v1/logs,rejectedLogRecords", "/v1/metrics,rejectedDataPoints"})
  void otherSignals_rejections_areAPartialSuccess(String path, String count) {
    http.ingest.answer(() -> CompletableFuture.completedStage(new OtlpReceipt(0, 0, 2, "no")));

    assertThat(HttpFixture.text(http.postJson(path, "{}")))
        .isEqualTo("{\"partialSuccess\":{\"" + count + "\":\"2\",\"errorMessage\":\"no\"}}");
  }

  @Test
  void longAnswers_areCompressedForThoseWhoAsk() throws Exception {
    String message = "m".repeat(5000);
    http.ingest.answer(() -> CompletableFuture.completedStage(new OtlpReceipt(0, 0, 1, message)));

    HttpResponse<byte[]> plain = http.postJson(TRACES, JSON);
    HttpResponse<byte[]> packed = http.postJson(TRACES, JSON, "Accept-Encoding", "br, gzip;q=0.5");
    HttpResponse<byte[]> refused = http.postJson(TRACES, JSON, "Accept-Encoding", "gzip;q=0");

    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
    assertThat(refused.headers().firstValue("content-encoding")).isEmpty();
    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(packed.body().length).isLessThan(1000);
    byte[] inflated = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
    assertThat(inflated).isEqualTo(plain.body());
  }
}
