/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.auth;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what happens to a call until it is known who handles it. No message is among it: the
 * transport delivers none before a handler has asked for one.
 */
final class DelayedListener<T> extends ServerCall.Listener<T> {

  private static final Logger LOG = LoggerFactory.getLogger(DelayedListener.class);

  private final SynchronizationContext turns;
  // Both are touched in turns only.
  private final List<Consumer<ServerCall.Listener<T>>> waiting = new ArrayList<>();
  private ServerCall.@Nullable Listener<T> handler;

  DelayedListener(ServerCall<T, ?> call) {
    this.turns =
        new SynchronizationContext(
            (thread, error) -> {
              LOG.error("a call failed unexpectedly", error);
              call.close(Status.UNKNOWN, new Metadata());
            });
  }

  /** Hands over what has waited, and from now on everything, to a handler. */
  void handOver(Supplier<ServerCall.Listener<T>> start) {
    turns.execute(
        () -> {
          ServerCall.Listener<T> started = start.get();
          handler = started;
          waiting.forEach(event -> event.accept(started));
          waiting.clear();
        });
  }

  @Override
  public void onMessage(T message) {
    pass(listener -> listener.onMessage(message));
  }

  @Override
  public void onHalfClose() {
    pass(ServerCall.Listener::onHalfClose);
  }

  @Override
  public void onCancel() {
    pass(ServerCall.Listener::onCancel);
  }

  @Override
  public void onComplete() {
    pass(ServerCall.Listener::onComplete);
  }

  @Override
  public void onReady() {
    pass(ServerCall.Listener::onReady);
  }

  private void pass(Consumer<ServerCall.Listener<T>> event) {
    turns.execute(
        () -> {
          if (handler == null) {
            waiting.add(event);
          } else {
            event.accept(handler);
          }
        });
  }
}
