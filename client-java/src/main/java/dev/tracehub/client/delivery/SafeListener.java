/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.status.BreakerState;
import dev.tracehub.client.status.ClientListener;
import dev.tracehub.client.status.DropReason;
import dev.tracehub.client.status.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fences a listener off: what it throws must not reach the worker. */
final class SafeListener implements ClientListener {

  private static final Logger LOGGER = LoggerFactory.getLogger(SafeListener.class);

  private final ClientListener listener;

  SafeListener(ClientListener listener) {
    this.listener = listener;
  }

  @Override
  public void onDropped(DropReason reason, long records) {
    call(() -> listener.onDropped(reason, records));
  }

  @Override
  public void onRejected(Rejection rejection) {
    call(() -> listener.onRejected(rejection));
  }

  @Override
  public void onBreakerState(BreakerState state) {
    call(() -> listener.onBreakerState(state));
  }

  @Override
  public void onPaused(String reason) {
    call(() -> listener.onPaused(reason));
  }

  private static void call(Runnable notification) {
    try {
      notification.run();
    } catch (RuntimeException e) {
      LOGGER.warn("Tracehub client listener failed", e);
    }
  }
}
