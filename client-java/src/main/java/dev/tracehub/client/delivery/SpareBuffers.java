/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers of batches that are settled, for the next ones: else the garbage of a busy service would
 * be at least what it sends. Belongs to the worker's thread.
 */
final class SpareBuffers {

  /** Most bytes that wait here: {@value}, a few batches. */
  static final long MAX_BYTES = 2L << 20;

  private static final int FIRST_CAPACITY = 4 << 10;

  private final Deque<byte[]> spares = new ArrayDeque<>();
  private long bytes;

  /** One with any contents. */
  byte[] take() {
    byte[] spare = spares.pollLast();
    if (spare == null) {
      return new byte[FIRST_CAPACITY];
    }
    bytes -= spare.length;
    return spare;
  }

  /** One that nobody will read any more. */
  void add(byte[] buffer) {
    if (bytes + buffer.length <= MAX_BYTES) {
      spares.addLast(buffer);
      bytes += buffer.length;
    }
  }

  long bytes() {
    return bytes;
  }
}
