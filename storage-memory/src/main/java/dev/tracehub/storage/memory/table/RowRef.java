/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import com.google.protobuf.MessageLite;

/** A row of a chunk. */
public record RowRef<R extends MessageLite>(Chunk<R> chunk, int row) {

  /** The record. */
  public R read() {
    return chunk.read(row);
  }

  /** The id in the key. */
  public long id() {
    return chunk.number(Schema.ID).get(row);
  }

  /** The row's mark. */
  public byte mark() {
    return chunk.mark(row);
  }
}
