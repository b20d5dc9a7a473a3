/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client;

/** Time during which a span is current on the thread that opened it. Close it on that thread. */
public final class Scope implements AutoCloseable {

  private final CurrentSpan.Frame frame;

  Scope(CurrentSpan.Frame frame) {
    this.frame = frame;
  }

  /** Makes the span current that was so before. The second call does nothing. */
  @Override
  public void close() {
    frame.close();
  }
}
