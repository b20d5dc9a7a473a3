/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.grpc;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Scope;
import dev.tracehub.client.SpanBuilder;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.propagation.TraceHeaders;
import dev.tracehub.v1.SpanKind;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Records a span for each incoming call, below the caller's span if the call carries one, and makes
 * it current while the handler works. Thread-safe. Work that a handler gives to other threads has
 * to be wrapped: {@link Tracehub#wrap(Runnable)}.
 */
public final class TracingServerInterceptor implements ServerInterceptor {

  private final Tracehub tracehub;

  /** The caller closes the client, after the server. */
  public TracingServerInterceptor(Tracehub tracehub) {
    this.tracehub = tracehub;
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    if (Calls.isOwn(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    SpanBuilder builder = tracehub.span(call.getMethodDescriptor().getFullMethodName()).root();
    TraceHeaders.extract(headers, Calls::getAll).ifPresent(builder::parent);
    LiveSpan span = builder.startDetached().kind(SpanKind.SPAN_KIND_SERVER);
    Calls.describe(span, call.getMethodDescriptor());
    Scope scope = span.makeCurrent();
    try {
      return new CurrentListener<>(next.startCall(new EndingCall<>(call, span), headers), span);
    } catch (RuntimeException | Error e) {
      span.error(e);
      span.end();
      throw e;
    } finally {
      scope.close();
    }
  }

  /** Ends the span when the handler ends the call. */
  private static final class EndingCall<A, B> extends SimpleForwardingServerCall<A, B> {

    private final LiveSpan span;

    EndingCall(ServerCall<A, B> call, LiveSpan span) {
      super(call);
      this.span = span;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      Calls.end(span, status);
      super.close(status, trailers);
    }
  }
}
