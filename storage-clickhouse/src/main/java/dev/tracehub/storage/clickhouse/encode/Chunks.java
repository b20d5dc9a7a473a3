/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.util.ArrayDeque;

/**
 * Pieces of memory that columns take in turns: a block needs as much as its largest column. None is
 * so large that a garbage collector treats it apart. Not thread-safe.
 */
final class Chunks {

  static final int SIZE = 1 << 16;

  private final ArrayDeque<byte[]> free = new ArrayDeque<>();

  byte[] take() {
    byte[] chunk = free.poll();
    return chunk == null ? new byte[SIZE] : chunk;
  }

  void giveBack(byte[] chunk) {
    free.push(chunk);
  }

  /** How many wait for the next one who takes. */
  int free() {
    return free.size();
  }
}
