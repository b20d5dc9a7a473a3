/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import dev.tracehub.client.spool.Spool;
import dev.tracehub.client.status.ClientListener;
import dev.tracehub.client.transport.Transport;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * What a delivery takes from outside.
 *
 * @param transport carries batches; the delivery closes it
 * @param clock time
 * @param random uniform over all longs, for the jitter of waits
 * @param threads makes the worker, which should be a daemon
 * @param listener is told what happens
 * @param spools makes the spool
 */
public record DeliveryRuntime(
    Transport transport,
    Clock clock,
    LongSupplier random,
    ThreadFactory threads,
    ClientListener listener,
    Spool.Factory spools) {

  /** Without a spool. */
  public DeliveryRuntime(
      Transport transport,
      Clock clock,
      LongSupplier random,
      ThreadFactory threads,
      ClientListener listener) {
    this(transport, clock, random, threads, listener, outcome -> Spool.none());
  }
}
