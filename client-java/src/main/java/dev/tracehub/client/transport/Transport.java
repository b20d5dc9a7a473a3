/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.transport;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;

/**
 * Sends batches to a collector, one call at a time. Constructing one does no I/O.
 *
 * <p>{@link #send} is called by one thread; {@link #abort} and {@link #close} may come from others.
 */
public interface Transport extends AutoCloseable {

  /**
   * Sends the batches in one call and waits for its answer, which may name each batch or none of
   * them. Never throws because of the network or the collector.
   *
   * @param batches the wire form of a {@code tracehub.v1.TraceBatch} each; read until the answer is
   *     there, and after a failed answer for a while longer
   * @param timeout after which the call is cancelled and answered as failed
   */
  Reply send(List<ByteString> batches, Duration timeout);

  /** Cancels the call under way and fails all later ones. */
  void abort();

  /** Aborts, and closes what this transport opened. */
  @Override
  void close();
}
