/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;

/**
 * Groups by time bucket. Rows come along time, so that most are in the bucket of the one before.
 */
final class BucketKey implements GroupKey {

  private final long widthNanos;
  private final LongIds buckets = new LongIds();
  private long current;
  private int currentCode = -1;

  BucketKey(long widthNanos) {
    this.widthNanos = widthNanos;
  }

  @Override
  public RowCodes in(Chunk<Span> chunk) {
    return (row, index) -> code(chunk.time(row));
  }

  /** The start of a bucket. */
  long start(int code) {
    return buckets.keyOf(code);
  }

  @Override
  public String text(int code) {
    return Long.toString(start(code));
  }

  private int code(long time) {
    if (currentCode < 0 || time < current || time - current >= widthNanos) {
      current = Math.floorDiv(time, widthNanos) * widthNanos;
      currentCode = buckets.idOf(current);
    }
    return currentCode;
  }
}
