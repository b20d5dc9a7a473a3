/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tracehub.client.CollectorForTests;
import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.SpanKind;
import dev.tracehub.v1.StatusCode;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real socket, with gRPC's own health service as the application. */
class TracingInterceptorsTest {

  private static final String METHOD = "grpc.health.v1.Health/Check";

  private final CollectorForTests collector = new CollectorForTests();
  private final Tracehub caller = collector.client();
  private final Tracehub callee = collector.client();
  private final AtomicReference<String> seen = new AtomicReference<>("");
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerInterceptors.intercept(new Health(), new TracingServerInterceptor(callee)))
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
            .usePlaintext()
            .intercept(new TracingClientInterceptor(caller))
            .build();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    server.shutdownNow();
    caller.close();
    callee.close();
    collector.close();
  }

  /** Answers, fails or stays silent. */
  private final class Health extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> responses) {
      seen.set(callee.currentSpan().map(LiveSpan::spanId).orElse("none"));
      switch (request.getService()) {
        case "missing" ->
            responses.onError(Status.NOT_FOUND.withDescription("no such service").asException());
        case "broken" -> throw new IllegalStateException("broken");
        case "silent" -> {}
        default -> {
          responses.onNext(HealthCheckResponse.getDefaultInstance());
          responses.onCompleted();
        }
      }
    }
  }

  @Test
  void call_isTwoSpansOfOneTrace() {
    LiveSpan outer = caller.span("outer").start();
    check("well");
    outer.end();

    Span client = received(SpanKind.SPAN_KIND_CLIENT);
    Span server = received(SpanKind.SPAN_KIND_SERVER);
    assertThat(client.getName()).isEqualTo(METHOD);
    assertThat(client.getParentSpanId()).isEqualTo(outer.spanId());
    assertThat(server.getName()).isEqualTo(METHOD);
    assertThat(server.getParentSpanId()).isEqualTo(client.getSpanId());
    assertThat(server.getTraceId()).isEqualTo(outer.traceId());
    assertThat(seen.get()).isEqualTo(server.getSpanId());
    assertThat(server.getAttributesOrThrow("rpc.system").getStringValue()).isEqualTo("grpc");
    assertThat(client.getAttributesOrThrow("rpc.grpc.status_code").getIntValue()).isZero();
    assertThat(client.hasStatus()).isFalse();
  }

  @Test
  void call_thatFails_isAnErrorOnBothSides() {
    assertThatThrownBy(() -> check("missing")).isInstanceOf(StatusRuntimeException.class);

    for (SpanKind kind : new SpanKind[] {SpanKind.SPAN_KIND_CLIENT, SpanKind.SPAN_KIND_SERVER}) {
      Span span = received(kind);
      assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
      assertThat(span.getStatus().getErrorType()).isEqualTo("NOT_FOUND");
      assertThat(span.getStatus().getMessage()).isEqualTo("no such service");
    }
  }

  @Test
  void handler_thatThrows_hasItsExceptionInTheSpan() {
    assertThatThrownBy(() -> check("broken")).isInstanceOf(StatusRuntimeException.class);

    Span span = received(SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getStatus().getErrorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(received(SpanKind.SPAN_KIND_CLIENT).getStatus().getErrorType()).isEqualTo("UNKNOWN");
  }

  @Test
  void call_thatTimesOut_endsOnBothSides() {
    assertThatThrownBy(
            () ->
                HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                    .check(HealthCheckRequest.newBuilder().setService("silent").build()))
        .isInstanceOf(StatusRuntimeException.class);

    assertThat(received(SpanKind.SPAN_KIND_CLIENT).getStatus().getErrorType())
        .isEqualTo("DEADLINE_EXCEEDED");
    assertThat(received(SpanKind.SPAN_KIND_SERVER).getStatus().getErrorType())
        .isEqualTo("CANCELLED");
  }

  @Test
  void callsOfTheCollector_areLeftAlone() {
    Tracehub traced = collector.client(new TracingClientInterceptor(caller));
    traced.span("a").start().end();
    traced.close();

    assertThat(collector.spans()).hasSize(1);
    assertThat(caller.stats().recorded()).isZero();
  }

  private void check(String service) {
    HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.newBuilder().setService(service).build());
  }

  private Span received(SpanKind kind) {
    await().until(() -> collector.spans().stream().anyMatch(span -> span.getKind() == kind));
    return collector.spans().stream()
        .filter(span -> span.getKind() == kind)
        .findFirst()
        .orElseThrow();
  }
}
