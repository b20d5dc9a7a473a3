/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.grpc;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Tracehub;
import dev.tracehub.client.propagation.TraceHeaders;
import dev.tracehub.v1.SpanKind;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/**
 * Records a span for each outgoing call, below the caller's current span, and sends its place with
 * the call. Thread-safe.
 */
public final class TracingClientInterceptor implements ClientInterceptor {

  private final Tracehub tracehub;

  /** The caller closes the client, after the last call. */
  public TracingClientInterceptor(Tracehub tracehub) {
    this.tracehub = tracehub;
  }

  @Override
  public <A, B> ClientCall<A, B> interceptCall(
      MethodDescriptor<A, B> method, CallOptions options, Channel next) {
    ClientCall<A, B> call = next.newCall(method, options);
    return Calls.isOwn(method) ? call : new TracedCall<>(call, method);
  }

  /** A call that has a span from its start on. */
  private final class TracedCall<A, B> extends SimpleForwardingClientCall<A, B> {

    private final MethodDescriptor<A, B> method;

    TracedCall(ClientCall<A, B> call, MethodDescriptor<A, B> method) {
      super(call);
      this.method = method;
    }

    @Override
    public void start(Listener<B> listener, Metadata headers) {
      LiveSpan span = tracehub.span(method.getFullMethodName()).startDetached();
      span.kind(SpanKind.SPAN_KIND_CLIENT);
      Calls.describe(span, method);
      TraceHeaders.inject(span.context(), headers, Calls::set);
      try {
        super.start(new EndingListener<>(listener, span), headers);
      } catch (RuntimeException | Error e) {
        span.error(e);
        span.end();
        throw e;
      }
    }
  }

  /** Ends the span when the call has ended. */
  private static final class EndingListener<B> extends SimpleForwardingClientCallListener<B> {

    private final LiveSpan span;

    EndingListener(ClientCall.Listener<B> listener, LiveSpan span) {
      super(listener);
      this.span = span;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      Calls.end(span, status);
      super.onClose(status, trailers);
    }
  }
}
