/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.otel.TracehubSpanExporter;
import dev.tracehub.client.privacy.PatternMasker;
import dev.tracehub.client.privacy.PrivacySettings;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.SpanType;
import dev.tracehub.v1.StatusCode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans of OpenTelemetry's own SDK on their way through the client. */
class OpenTelemetryExportTest {

  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private final Tracehub tracehub =
      Tracehub.builder()
          .channel(server.channel())
          .maxPayloadLength(100)
          .privacy(PrivacySettings.builder().masker(PatternMasker.standard()).build())
          .build();
  private final TracehubSpanExporter exporter = new TracehubSpanExporter(tracehub);
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setResource(
              Resource.create(
                  Attributes.builder()
                      .put("service.name", "shop")
                      .put("service.version", "7")
                      .put("deployment.environment.name", "test")
                      .put("host.name", "h1")
                      .build()))
          .setSpanLimits(SpanLimits.builder().setMaxNumberOfEvents(2).build())
          .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
          .build();
  private final Tracer tracer =
      provider.tracerBuilder("lib").setInstrumentationVersion("2").build();

  @AfterEach
  void close() {
    provider.close();
    tracehub.close();
    server.close();
  }

  @Test
  void export_aSpanThatCannotBeRead_doesNotCostTheOthers() {
    SpanData good = ended("good");
    SpanData bad =
        new DelegatingSpanData(ended("bad")) {
          @Override
          public Attributes getAttributes() {
            throw new IllegalStateException("not readable");
          }
        };

    assertThat(exporter.export(List.of(bad, good)).isSuccess()).isFalse();
    assertThat(exporter.export(List.of(good)).isSuccess()).isTrue();
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();

    assertThat(collector.spans()).extracting(Span::getName).contains("good").doesNotContain("bad");
  }

  private static SpanData ended(String name) {
    try (SdkTracerProvider apart =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
            .build()) {
      io.opentelemetry.api.trace.Span span = apart.get("t").spanBuilder(name).startSpan();
      span.end();
      return ((ReadableSpan) span).toSpanData();
    }
  }

  @Test
  void span_keepsIdsTimesAndAttributes() {
    SpanContext link =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            io.opentelemetry.api.trace.TraceFlags.getSampled(),
            io.opentelemetry.api.trace.TraceState.getDefault());
    io.opentelemetry.api.trace.Span outer = tracer.spanBuilder("outer").startSpan();
    try (Scope scope = outer.makeCurrent()) {
      assertThat(scope).isNotNull();
      io.opentelemetry.api.trace.Span inner =
          tracer
              .spanBuilder("inner")
              .setSpanKind(io.opentelemetry.api.trace.SpanKind.CLIENT)
              .setStartTimestamp(1_795_219_200_000_000_001L, TimeUnit.NANOSECONDS)
              .addLink(link, Attributes.of(AttributeKey.stringKey("why"), "retry"))
              .startSpan();
      inner.setAttribute("text", "mail me: jane@example.org");
      inner.setAttribute("whole", 5).setAttribute("float", 0.5).setAttribute("flag", true);
      inner.setAttribute(AttributeKey.stringArrayKey("list"), List.of("a", "b"));
      inner.setAttribute(
          AttributeKey.valueKey("map"), Value.of(KeyValue.of("k", Value.of(Value.of(1L)))));
      inner.addEvent("first", Attributes.of(AttributeKey.longKey("n"), 1L));
      inner.addEvent("second").addEvent("third");
      inner.setStatus(io.opentelemetry.api.trace.StatusCode.ERROR, "broken");
      inner.setAttribute("error.type", "timeout");
      inner.end(1_795_219_200_000_000_101L, TimeUnit.NANOSECONDS);
      tracehub.span("ours").start().end();
    }
    outer.end();

    Span inner = received("inner");
    Span sent = collector.span("outer");
    assertThat(inner.getTraceId()).isEqualTo(outer.getSpanContext().getTraceId());
    assertThat(inner.getParentSpanId())
        .isEqualTo(sent.getSpanId())
        .isEqualTo(outer.getSpanContext().getSpanId());
    assertThat(sent.getParentSpanId()).isEmpty();
    assertThat(collector.span("ours").getParentSpanId()).isEqualTo(sent.getSpanId());
    assertThat(collector.span("ours").getTraceId()).isEqualTo(sent.getTraceId());
    assertThat(inner.getStartTimeUnixNano()).isEqualTo(1_795_219_200_000_000_001L);
    assertThat(inner.getEndTimeUnixNano()).isEqualTo(1_795_219_200_000_000_101L);
    assertThat(inner.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(inner.getType()).isEqualTo(SpanType.SPAN_TYPE_SPAN);
    assertThat(inner.getFlags() & 1).isEqualTo(1);
    assertThat(inner.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(inner.getStatus().getMessage()).isEqualTo("broken");
    assertThat(inner.getStatus().getErrorType()).isEqualTo("timeout");
    assertThat(inner.getScope().getName()).isEqualTo("lib");
    assertThat(inner.getScope().getVersion()).isEqualTo("2");
    assertThat(inner.getService()).isEqualTo("shop");
    assertThat(inner.getRelease()).isEqualTo("7");
    assertThat(inner.getEnvironment()).isEqualTo("test");
    assertThat(inner.getResourceAttributesMap()).containsOnlyKeys("host.name");
    assertThat(inner.getAttributesMap())
        .containsOnlyKeys("text", "whole", "float", "flag", "list", "map");
    assertThat(inner.getAttributesOrThrow("text").getStringValue())
        .isEqualTo("mail me: [masked:email]");
    assertThat(inner.getAttributesOrThrow("whole").getIntValue()).isEqualTo(5);
    assertThat(inner.getAttributesOrThrow("list").getArrayValue().getValuesCount()).isEqualTo(2);
    assertThat(
            inner
                .getAttributesOrThrow("map")
                .getMapValue()
                .getEntriesOrThrow("k")
                .getArrayValue()
                .getValues(0)
                .getIntValue())
        .isEqualTo(1);
    assertThat(inner.getEventsList()).extracting(event -> event.getName()).hasSize(2);
    assertThat(inner.getDropped().getEvents()).isEqualTo(1);
    assertThat(inner.getLinks(0).getSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(inner.getLinks(0).getAttributesOrThrow("why").getStringValue()).isEqualTo("retry");
  }

  @Test
  void modelCall_fillsTheFields() {
    tracer
        .spanBuilder("chat gpt-4o")
        .setAttribute("gen_ai.operation.name", "chat")
        .setAttribute("gen_ai.provider.name", "openai")
        .setAttribute("gen_ai.request.model", "gpt-4o")
        .setAttribute("gen_ai.request.temperature", 0.5)
        .setAttribute("gen_ai.request.stream", true)
        .setAttribute("gen_ai.response.model", "gpt-4o-2024")
        .setAttribute("gen_ai.response.id", "r1")
        .setAttribute("gen_ai.response.time_to_first_chunk", 0.25)
        .setAttribute(
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"))
        .setAttribute("gen_ai.usage.input_tokens", 100)
        .setAttribute("gen_ai.usage.output_tokens", 20)
        .setAttribute("gen_ai.usage.cache_read.input_tokens", 64)
        .setAttribute("gen_ai.usage.reasoning.output_tokens", 8)
        .setAttribute("gen_ai.input.messages", "[\"" + "x".repeat(200) + "\"]")
        .setAttribute("gen_ai.output.messages", "[]")
        .setAttribute("gen_ai.conversation.id", "s1")
        .setAttribute("user.id", "u1")
        .setAttribute("gen_ai.other", "kept")
        .startSpan()
        .end();
    tracer
        .spanBuilder("lookup")
        .setAttribute("gen_ai.operation.name", "execute_tool")
        .setAttribute("gen_ai.tool.name", "orderStatus")
        .setAttribute("gen_ai.tool.call.id", "c1")
        .startSpan()
        .end();
    tracer.spanBuilder("mine").setAttribute("tracehub.span.type", "judge").startSpan().end();

    Span call = received("chat gpt-4o");
    assertThat(call.getType()).isEqualTo(SpanType.SPAN_TYPE_LLM);
    assertThat(call.getOperation()).isEqualTo("chat");
    assertThat(call.getProvider()).isEqualTo("openai");
    assertThat(call.getRequestModel()).isEqualTo("gpt-4o");
    assertThat(call.getResponseModel()).isEqualTo("gpt-4o-2024");
    assertThat(call.getResponseId()).isEqualTo("r1");
    assertThat(call.getStreaming()).isTrue();
    assertThat(call.getTimeToFirstTokenNano()).isEqualTo(250_000_000);
    assertThat(call.getFinishReasonsList()).containsExactly("stop");
    assertThat(call.getModelParametersMap()).containsOnlyKeys("temperature");
    assertThat(call.getUsage().getInputTokens()).isEqualTo(100);
    assertThat(call.getUsage().getOutputTokens()).isEqualTo(20);
    assertThat(call.getUsage().getCacheReadTokens()).isEqualTo(64);
    assertThat(call.getUsage().getReasoningTokens()).isEqualTo(8);
    assertThat(call.getUsage().getRawMap()).containsEntry("gen_ai.usage.input_tokens", 100L);
    assertThat(call.getInput().getText()).hasSize(100).startsWith("[\"xx");
    assertThat(call.getInput().getTruncated()).isTrue();
    assertThat(call.getInput().getSizeBytes()).isEqualTo(204);
    assertThat(call.getOutput().getText()).isEqualTo("[]");
    assertThat(call.getOutput().getMimeType()).isEqualTo("application/json");
    assertThat(call.getSessionId()).isEqualTo("s1");
    assertThat(call.getUserId()).isEqualTo("u1");
    assertThat(call.getAttributesMap()).containsOnlyKeys("gen_ai.other");
    assertThat(collector.span("lookup").getType()).isEqualTo(SpanType.SPAN_TYPE_TOOL);
    assertThat(collector.span("lookup").getTool().getName()).isEqualTo("orderStatus");
    assertThat(collector.span("lookup").getTool().getCallId()).isEqualTo("c1");
    assertThat(collector.span("mine").getType()).isEqualTo(SpanType.SPAN_TYPE_JUDGE);
  }

  @Test
  void oddAttributes_loseNothing() {
    tracer
        .spanBuilder("odd")
        .setAttribute(AttributeKey.stringArrayKey("list"), Arrays.asList("a", null))
        .setAttribute("gen_ai.response.finish_reasons", "stop")
        .setAttribute("user.id", 42)
        .setAttribute("enduser.id", "jane")
        .startSpan()
        .end();
    tracer.spanBuilder("next").startSpan().end();

    Span odd = received("odd");
    assertThat(odd.getUserId()).isEqualTo("42");
    assertThat(odd.getAttributesMap()).containsOnlyKeys("list", "gen_ai.response.finish_reasons");
    assertThat(odd.getAttributesOrThrow("list").getArrayValue().getValuesCount()).isEqualTo(2);
    assertThat(received("next").getName()).isEqualTo("next");
  }

  @Test
  void flushAndShutdown_tellWhetherEverythingIsSafe() {
    tracer.spanBuilder("a").startSpan().end();
    received("a");
    assertThat(collector.spans()).extracting(Span::getName).containsExactly("a");
    assertThat(exporter.shutdown().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    assertThat(exporter.shutdown().isSuccess()).isTrue();

    CompletableResultCode late = exporter.export(List.of());

    assertThat(late.isDone()).isTrue();
    assertThat(late.isSuccess()).isFalse();
    assertThat(tracehub.stats().balanced()).isTrue();
  }

  @Test
  void flush_withoutACollector_fails() {
    InProcess gone = new InProcess(collector);
    gone.close();
    Tracehub lonely = Tracehub.builder().channel(gone.channel()).build();
    TracehubSpanExporter hasty = new TracehubSpanExporter(lonely, Duration.ofMillis(50));
    SdkTracerProvider other =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(hasty)).build();

    other.get("test").spanBuilder("a").startSpan().end();

    assertThat(lonely.stats().recorded()).isEqualTo(1);
    assertThat(hasty.flush().join(10, TimeUnit.SECONDS).isSuccess()).isFalse();
    other.close();
    lonely.close(Duration.ofMillis(50));
  }

  private Span received(String name) {
    assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    assertThat(exporter.flush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    return collector.span(name);
  }
}
