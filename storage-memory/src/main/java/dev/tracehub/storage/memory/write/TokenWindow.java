/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.write;

import dev.tracehub.storage.memory.column.HeapSize;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tokens of the blocks that were stored last. A block is written again soon or never, and what
 * an older one held is still told apart by its ids; so the window is bounded. Not thread-safe.
 */
final class TokenWindow {

  private static final long ENTRY_BYTES = HeapSize.object(28) + 2L * HeapSize.REFERENCE;

  private final int capacity;
  private final Set<String> tokens = new LinkedHashSet<>();
  private long heapBytes;

  TokenWindow(int capacity) {
    this.capacity = capacity;
  }

  boolean contains(String token) {
    return tokens.contains(token);
  }

  void add(String token) {
    if (tokens.add(token)) {
      heapBytes += bytesOf(token);
    }
    if (tokens.size() > capacity) {
      String oldest = tokens.iterator().next();
      tokens.remove(oldest);
      heapBytes -= bytesOf(oldest);
    }
  }

  /** Bytes of heap. */
  long heapBytes() {
    return heapBytes;
  }

  private static long bytesOf(String token) {
    return ENTRY_BYTES + HeapSize.value(token);
  }
}
