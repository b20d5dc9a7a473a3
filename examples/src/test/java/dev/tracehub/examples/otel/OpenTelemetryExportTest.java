/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.otel.OpenTelemetrySpans;
import dev.tracehub.client.otel.TracehubSpanExporter;
import dev.tracehub.collector.Collector;
import dev.tracehub.collector.config.Settings;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.GetTraceRequest;
import dev.tracehub.v1.QueryServiceGrpc;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.UsageRole;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace of which OpenTelemetry's SDK made one half and the client the other. */
class OpenTelemetryExportTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();

  @TempDir private Path data;

  @Test
  void modelCall_ofOpenTelemetry_isPricedInATraceOfOurs() throws IOException {
    try (Collector collector = collector()) {
      String endpoint = "127.0.0.1:" + collector.grpcPort();
      ManagedChannel channel =
          Grpc.newChannelBuilder(endpoint, InsecureChannelCredentials.create()).build();
      List<Span> spans = stored(channel, record("http://" + endpoint));
      channel.shutdownNow();

      Span turn = spans.get(0);
      Span call = spans.get(1);
      assertThat(turn.getName()).isEqualTo("turn");
      assertThat(call.getParentSpanId()).isEqualTo(turn.getSpanId());
      assertThat(call.getService()).isEqualTo("shop");
      assertThat(call.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
      assertThat(call.getUsage().getTotalTokens()).isEqualTo(1_100);
      assertThat(call.getCollector().getUsageRole()).isEqualTo(UsageRole.USAGE_ROLE_COUNTED);
      assertThat(call.getCost().getState()).isEqualTo(CostState.COST_STATE_COMPUTED);
      assertThat(call.getCost().getPriceId()).isEqualTo("openai/gpt-4o-mini");
    }
    assertThat(fatal).isEmpty();
  }

  private static String record(String endpoint) {
    try (Tracehub tracehub = Tracehub.builder().endpoint(endpoint).service("shop").build();
        SdkTracerProvider provider =
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    BatchSpanProcessor.builder(new TracehubSpanExporter(tracehub)).build())
                .build()) {
      LiveSpan turn = tracehub.span("turn").start();
      Scope scope = OpenTelemetrySpans.makeCurrent(turn);
      provider
          .get("lib")
          .spanBuilder("chat gpt-4o-mini")
          .setAttribute("gen_ai.operation.name", "chat")
          .setAttribute("gen_ai.provider.name", "openai")
          .setAttribute("gen_ai.request.model", "gpt-4o-mini")
          .setAttribute("gen_ai.usage.input_tokens", 1_000)
          .setAttribute("gen_ai.usage.output_tokens", 100)
          .startSpan()
          .end();
      scope.close();
      turn.end();
      return turn.traceId();
    }
  }

  private static List<Span> stored(ManagedChannel channel, String trace) {
    GetTraceRequest request = GetTraceRequest.newBuilder().setTraceId(trace).build();
    return await()
        .atMost(PATIENCE)
        .ignoreException(StatusRuntimeException.class)
        .until(
            () -> QueryServiceGrpc.newBlockingStub(channel).getTrace(request).getSpansList(),
            spans -> spans.size() == 2);
  }

  private Collector collector() throws IOException {
    return Collector.start(
        Settings.of(Map.of("grpc_port", "0", "http_port", "0", "data_dir", data.toString())),
        fatal::add);
  }
}
