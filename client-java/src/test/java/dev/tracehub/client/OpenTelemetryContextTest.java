/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.otel.OpenTelemetrySpans;
import dev.tracehub.v1.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With OpenTelemetry's own SDK. */
class OpenTelemetryContextTest {

  /** With a processor: without one the SDK makes no spans. */
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
          .build();

  private final Tracer tracer = provider.get("test");
  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private Tracehub tracehub = Tracehub.builder().channel(server.channel()).build();

  @AfterEach
  void close() {
    tracehub.close();
    server.close();
    provider.close();
  }

  @Test
  void span_insideOneOfOpenTelemetry_isItsChild() {
    io.opentelemetry.api.trace.Span outer = tracer.spanBuilder("outer").startSpan();
    try (Scope scope = outer.makeCurrent();
        LiveSpan middle = tracehub.span("middle").start();
        LiveSpan inner = tracehub.span("inner").start()) {
      assertThat(scope).isNotNull();
      assertThat(inner.traceId()).isEqualTo(outer.getSpanContext().getTraceId());
      assertThat(middle.context().flags() & TraceContext.SAMPLED).isEqualTo(1);
      tracehub.span("root").root().start().end();
    }
    tracehub.span("after").start().end();

    assertThat(received("middle").getParentSpanId()).isEqualTo(outer.getSpanContext().getSpanId());
    assertThat(received("inner").getParentSpanId()).isEqualTo(received("middle").getSpanId());
    assertThat(received("root").getParentSpanId()).isEmpty();
    assertThat(received("after").getParentSpanId()).isEmpty();
  }

  @Test
  void span_switchedOff_beginsATrace() {
    tracehub = Tracehub.builder().channel(server.channel()).openTelemetryParents(false).build();
    io.opentelemetry.api.trace.Span outer = tracer.spanBuilder("outer").startSpan();
    try (Scope scope = outer.makeCurrent()) {
      assertThat(scope).isNotNull();
      tracehub.span("a").start().end();
    }

    assertThat(received("a").getParentSpanId()).isEmpty();
  }

  @Test
  void openTelemetry_insideASpan_isItsChild() {
    LiveSpan span =
        tracehub
            .span("ours")
            .parent(
                TraceContext.parse(
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=1,b=2")
                    .orElseThrow())
            .start();
    try (Scope scope = OpenTelemetrySpans.makeCurrent(span)) {
      assertThat(scope).isNotNull();
      SpanContext current = io.opentelemetry.api.trace.Span.current().getSpanContext();
      assertThat(current.getTraceId()).isEqualTo(span.traceId());
      assertThat(current.getSpanId()).isEqualTo(span.spanId());
      assertThat(current.isSampled()).isTrue();
      assertThat(current.getTraceState().asMap()).containsEntry("a", "1").containsEntry("b", "2");
      io.opentelemetry.api.trace.Span theirs = tracer.spanBuilder("theirs").startSpan();
      assertThat(theirs.getSpanContext().getTraceId()).isEqualTo(span.traceId());
      try (Scope inner = theirs.makeCurrent()) {
        assertThat(inner).isNotNull();
        assertThat(tracehub.currentSpan()).contains(span);
      }
    }
    assertThat(io.opentelemetry.api.trace.Span.current().getSpanContext().isValid()).isFalse();
    span.end();
  }

  private Span received(String name) {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.span(name);
  }
}
