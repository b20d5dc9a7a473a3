/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.examples.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.otel.OpenTelemetrySpans;
import dev.tracehub.client.otel.TracehubSpanExporter;
import dev.tracehub.examples.RealCollector;
import dev.tracehub.v1.CostState;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.UsageRole;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace of which OpenTelemetry's SDK made one half and the client the other. */
class OpenTelemetryExportTest {

  @TempDir private Path data;

  @Test
  void modelCall_ofOpenTelemetry_isPricedInATraceOfOurs() throws IOException {
    try (RealCollector collector = RealCollector.start(data)) {
      List<Span> spans = collector.trace(record(collector.endpoint()), 2);

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
}
