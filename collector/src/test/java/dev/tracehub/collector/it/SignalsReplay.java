/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.collector.json.OtlpJson;
import dev.tracehub.collector.wire.TestBatches;
import dev.tracehub.v1.AdminServiceGrpc;
import dev.tracehub.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import dev.tracehub.v1.Evaluation;
import dev.tracehub.v1.GetIngestStatusRequest;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.GetTraceResponse;
import dev.tracehub.v1.ListMissingUsageRequest;
import dev.tracehub.v1.MissingUsage;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.SearchSpansRequest;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanEvent;
import dev.tracehub.v1.TimeRange;
import dev.tracehub.v1.UsageState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log records and metrics on their whole way, over both transports and in both forms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignalsReplay {

  private static final long NANOS_DAY = 86_400_000_000_000L;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String QUESTION = "Where is my order? ".repeat(20);

  private Path folder;
  private Collector collector;
  private ManagedChannel channel;

  /** The settings that choose the store. */
  abstract Map<String, String> store();

  @BeforeAll
  void start(@TempDir Path newFolder) throws IOException {
    folder = newFolder;
    open();
  }

  private void open() throws IOException {
    Map<String, String> values = new HashMap<>(store());
    values.put("grpc_port", "0");
    values.put("http_port", "0");
    values.put("data_dir", folder.toString());
    collector =
        Collector.start(
            Settings.of(values),
            Clock.fixed(TestBatches.NOW, ZoneOffset.UTC),
            cause -> {
              throw new AssertionError("fatal", cause);
            });
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", collector.grpcPort(), InsecureChannelCredentials.create())
            .build();
  }

  @AfterAll
  void stop() {
    channel.shutdownNow();
    collector.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messagesInLogRecords_areTheContentOfTheirSpan(boolean spanFirst) throws Exception {
    String trace = "%032x".formatted(spanFirst ? 1 : 2);
    ExportTraceServiceRequest span = call(trace);
    ExportLogsServiceRequest logs =
        logs(
            log(trace, 1, "gen_ai.user.message", QUESTION),
            log(trace, 2, "gen_ai.choice", "On its way."));

    send("/v1/" + (spanFirst ? "traces" : "logs"), spanFirst ? span : logs, spanFirst);
    awaitDrained();
    send("/v1/" + (spanFirst ? "logs" : "traces"), spanFirst ? logs : span, !spanFirst);
    // The same again, over the other transport: duplicates.
    assertThat(LogsServiceGrpc.newBlockingStub(channel).export(logs))
        .isEqualTo(ExportLogsServiceResponse.getDefaultInstance());
    awaitDrained();

    check(trace);
    restart();
    check(trace);
  }

  private void check(String trace) {
    GetTraceResponse answer = trace(trace);
    Span joined = answer.getSpans(0);
    assertThat(joined.getInput().getText())
        .isEqualTo("[{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]");
    assertThat(joined.getOutput().getText()).isEqualTo("[{\"content\":\"On its way.\"}]");
    assertThat(answer.getEventsList())
        .extracting(SpanEvent::getName)
        .containsExactly("gen_ai.user.message", "gen_ai.choice");
  }

  private void restart() throws IOException {
    channel.shutdownNow();
    collector.close();
    open();
    awaitDrained();
  }

  @Test
  void logRecordsWithoutSpanOrTrace_areEventsOfTheTraceOrRejected() throws Exception {
    String trace = "%032x".formatted(3);
    ExportLogsServiceRequest logs =
        logs(
            log(trace, 1, "gen_ai.evaluation.result", "")
                .clearSpanId()
                .addAttributes(TestBatches.attribute("gen_ai.evaluation.name", "tone"))
                .addAttributes(TestBatches.attribute("gen_ai.evaluation.score.label", "pass")),
            log(trace, 2, "", "nobody's").clearTraceId());

    ExportLogsServiceResponse answer = LogsServiceGrpc.newBlockingStub(channel).export(logs);
    awaitDrained();

    assertThat(answer.getPartialSuccess().getRejectedLogRecords()).isEqualTo(1);
    assertThat(answer.getPartialSuccess().getErrorMessage())
        .contains("log_records[1].trace_id: missing");
    assertThat(trace(trace).getEventsList())
        .extracting(SpanEvent::getName, SpanEvent::getSpanId)
        .containsExactly(tuple("gen_ai.evaluation.result", ""));
    assertThat(trace(trace).getEvaluationsList())
        .extracting(Evaluation::getName, Evaluation::getPassed)
        .containsExactly(tuple("tone", true));
  }

  @Test
  void metrics_ofModelsAreKept_allOthersRejected() throws Exception {
    Metric.Builder histogram = Metric.newBuilder().setName("gen_ai.client.token.usage");
    histogram
        .getHistogramBuilder()
        .addDataPoints(
            HistogramDataPoint.newBuilder()
                .setTimeUnixNano(TestBatches.NOW_NANOS)
                .setCount(3)
                .setSum(40)
                .addAllExplicitBounds(List.of(1.0, 4.0, 16.0))
                .addAllBucketCounts(List.of(0L, 1L, 0L, 2L)));
    ExportMetricsServiceRequest metrics =
        TestBatches.metrics(histogram, TestBatches.sum("jvm.memory.used", 1, 2)).build();
    long before = stored();

    String json = send("/v1/metrics", metrics, true);
    ExportMetricsServiceResponse again =
        MetricsServiceGrpc.newBlockingStub(channel).export(metrics);
    awaitDrained();

    assertThat(json)
        .contains("\"rejectedDataPoints\":\"2\"", "jvm.memory.used", "begins with gen_ai.");
    assertThat(again.getPartialSuccess().getRejectedDataPoints()).isEqualTo(2);
    // The count and the sum, once.
    assertThat(stored() - before).isEqualTo(2);
  }

  @Test
  void callsWithoutUsage_areFoundAndListed() throws Exception {
    String trace = "%032x".formatted(4);
    send("/v1/traces", call(trace), false);
    awaitDrained();

    Span span = trace(trace).getSpans(0);
    assertThat(span.getCollector().getUsageState()).isEqualTo(UsageState.USAGE_STATE_MISSING);
    assertThat(admin().listMissingUsage(ListMissingUsageRequest.getDefaultInstance()))
        .satisfies(
            answer ->
                assertThat(answer.getSourcesList())
                    .extracting(MissingUsage::getModel)
                    .contains("gpt-4o"));
    assertThat(
            QueryServiceGrpc.newBlockingStub(channel)
                .searchSpans(
                    SearchSpansRequest.newBuilder()
                        .setTimeRange(
                            TimeRange.newBuilder()
                                .setStart(Timestamps.fromNanos(TestBatches.NOW_NANOS - NANOS_DAY))
                                .setEnd(Timestamps.fromNanos(TestBatches.NOW_NANOS)))
                        .setFilter(
                            "(type == \"LLM\" || type == \"EMBEDDING\") && !error"
                                + " && !(total_tokens >= 0)")
                        .build())
                .getSpansList())
        .extracting(Span::getTraceId)
        .contains(trace);
  }

  private static ExportTraceServiceRequest call(String trace) {
    ExportTraceServiceRequest.Builder request = TestBatches.request(1);
    request
        .getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .setTraceId(ByteString.fromHex(trace))
        .addAttributes(TestBatches.attribute("gen_ai.operation.name", "chat"))
        .addAttributes(TestBatches.attribute("gen_ai.request.model", "gpt-4o"));
    return request.build();
  }

  private static LogRecord.Builder log(String trace, int second, String name, String body) {
    return TestBatches.otlpLog(1)
        .setTraceId(ByteString.fromHex(trace))
        .setTimeUnixNano(TestBatches.NOW_NANOS - 5_000_000_000L + second)
        .setEventName(name)
        .setBody(TestBatches.attribute("", body).getValue());
  }

  private static ExportLogsServiceRequest logs(LogRecord.Builder... records) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    var scope = request.addResourceLogsBuilder().addScopeLogsBuilder();
    List.of(records).forEach(scope::addLogRecords);
    return request.build();
  }

  private String send(String path, Message request, boolean json)
      throws IOException, InterruptedException {
    byte[] body =
        json ? OtlpJson.print(request).getBytes(StandardCharsets.UTF_8) : request.toByteArray();
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.httpPort() + path))
                .header("content-type", json ? "application/json" : "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private GetTraceResponse trace(String trace) {
    return QueryServiceGrpc.newBlockingStub(channel)
        .getTrace(GetTraceRequest.newBuilder().setTraceId(trace).setIncludePayloads(true).build());
  }

  private AdminServiceBlockingStub admin() {
    return AdminServiceGrpc.newBlockingStub(channel);
  }

  private long stored() {
    return admin()
        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
        .getCounters()
        .getStored();
  }

  private void awaitDrained() {
    await()
        .ignoreException(StatusRuntimeException.class)
        .until(
            () ->
                admin()
                        .getIngestStatus(GetIngestStatusRequest.getDefaultInstance())
                        .getDrain()
                        .getLagBytes()
                    == 0);
  }
}
