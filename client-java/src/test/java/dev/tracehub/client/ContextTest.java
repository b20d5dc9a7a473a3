/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.delivery.FakeClock;
import dev.tracehub.v1.Span;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextTest {

  private final FakeClock clock = new FakeClock();
  private final FakeCollector collector = new FakeCollector();
  private final InProcess server = new InProcess(collector);
  private final Tracehub tracehub =
      Tracehub.builder().channel(server.channel()).clock(clock).build();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    other.shutdownNow();
    tracehub.close();
    server.close();
  }

  @Test
  void start_insideAnother_isItsChildAndTakesOverItsFacts() {
    try (LiveSpan parent = tracehub.span("parent").start()) {
      parent.user("u").session("s").tag("t").job("j").variant("v");
      clock.advance(Duration.ofMillis(10));
      try (LiveSpan child = tracehub.span("child").start()) {
        child.tag("own").user("another");
      }
      assertThat(tracehub.currentSpan()).contains(parent);
    }
    assertThat(tracehub.currentSpan()).isEmpty();

    Span parent = received("parent");
    Span child = received("child");
    assertThat(child.getTraceId()).isEqualTo(parent.getTraceId());
    assertThat(child.getParentSpanId()).isEqualTo(parent.getSpanId());
    assertThat(child.getSessionId()).isEqualTo("s");
    assertThat(child.getUserId()).isEqualTo("another");
    assertThat(child.getTagsList()).containsExactly("t", "own");
    assertThat(child.getJobId()).isEqualTo("j");
    assertThat(child.getVariantId()).isEqualTo("v");
    assertThat(parent.getUserId()).isEqualTo("u");
    assertThat(parent.getTagsList()).containsExactly("t");
    assertThat(child.getStartTimeUnixNano()).isEqualTo(parent.getStartTimeUnixNano() + 10_000_000);
  }

  @Test
  void root_insideAnother_beginsATrace() {
    try (LiveSpan outer = tracehub.span("outer").start();
        LiveSpan inner = tracehub.span("inner").root().start()) {
      assertThat(inner.traceId()).isNotEqualTo(outer.traceId());
    }
    assertThat(received("inner").getParentSpanId()).isEmpty();
  }

  @Test
  void startDetached_isCurrentNowhere() {
    LiveSpan span = tracehub.span("async").startDetached();

    assertThat(tracehub.currentSpan()).isEmpty();
    span.end();
  }

  @Test
  void makeCurrent_handsASpanToAnotherThread() throws Exception {
    LiveSpan parent = tracehub.span("parent").startDetached();
    onOther(
        () -> {
          Scope scope = parent.makeCurrent();
          tracehub.span("child").start().end();
          scope.close();
          assertThat(tracehub.currentSpan()).isEmpty();
        });
    parent.end();

    assertThat(received("child").getParentSpanId()).isEqualTo(parent.spanId());
  }

  @Test
  void end_onAnotherThread_endsItHereToo() throws Exception {
    LiveSpan span = tracehub.span("a").start();
    onOther(span::end);

    assertThat(tracehub.currentSpan()).isEmpty();
    try (LiveSpan next = tracehub.span("b").start()) {
      assertThat(next.traceId()).isNotEqualTo(span.traceId());
    }
  }

  @Test
  void end_ofTheOuterFirst_leavesTheInnerCurrent() {
    LiveSpan outer = tracehub.span("outer").start();
    LiveSpan inner = tracehub.span("inner").start();
    outer.end();
    assertThat(tracehub.currentSpan()).contains(inner);
    inner.end();

    assertThat(tracehub.currentSpan()).isEmpty();
  }

  @Test
  void traceparent_outAndIn_makesOneTrace() {
    LiveSpan caller = tracehub.span("caller").start();
    String header = caller.traceparent();
    caller.end();
    tracehub.span("callee").traceparent(header).start().end();
    tracehub.span("lost").traceparent("garbage").start().end();

    assertThat(received("callee").getTraceId()).isEqualTo(caller.traceId());
    assertThat(received("callee").getParentSpanId()).isEqualTo(caller.spanId());
    assertThat(received("lost").getTraceId()).isNotEqualTo(caller.traceId());
    assertThat(header).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }

  @Test
  void tracestate_travelsThrough() {
    TraceContext remote =
        TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", "a=1")
            .orElseThrow();
    try (LiveSpan span = tracehub.span("callee").parent(remote).start()) {
      assertThat(span.context().traceState()).isEqualTo("a=1");
      assertThat(span.traceparent()).endsWith("-00");
    }
    assertThat(received("callee").getTraceState()).isEqualTo("a=1");
    assertThat(received("callee").getFlags()).isZero();
  }

  private void onOther(Runnable work) throws ExecutionException, InterruptedException {
    other.submit(work).get();
  }

  private Span received(String name) {
    assertThat(tracehub.flush(Duration.ofSeconds(10)).allDelivered()).isTrue();
    return collector.span(name);
  }
}
