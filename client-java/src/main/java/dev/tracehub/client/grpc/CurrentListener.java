/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.grpc;

import dev.tracehub.client.LiveSpan;
import dev.tracehub.client.Scope;
import io.grpc.ServerCall;
import io.grpc.Status;

/** Makes a call's span current during each of its callbacks. */
final class CurrentListener<A> extends ServerCall.Listener<A> {

  private final ServerCall.Listener<A> listener;
  private final LiveSpan span;

  CurrentListener(ServerCall.Listener<A> listener, LiveSpan span) {
    this.listener = listener;
    this.span = span;
  }

  @Override
  public void onMessage(A message) {
    run(() -> listener.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    run(listener::onHalfClose);
  }

  @Override
  public void onCancel() {
    run(listener::onCancel);
    Calls.end(span, Status.CANCELLED);
  }

  @Override
  public void onComplete() {
    run(listener::onComplete);
  }

  @Override
  public void onReady() {
    run(listener::onReady);
  }

  private void run(Runnable callback) {
    Scope scope = span.makeCurrent();
    try {
      callback.run();
    } catch (RuntimeException | Error e) {
      // gRPC answers UNKNOWN without asking the call that has the span.
      span.error(e);
      span.end();
      throw e;
    } finally {
      scope.close();
    }
  }
}
