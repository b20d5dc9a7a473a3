/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import com.google.protobuf.MessageLite;

/**
 * A new record for a row. Its key and its texts are those of the record before: only other numbers,
 * and what no column tells, may differ.
 */
public record Replacement<R extends MessageLite>(RowRef<R> ref, R record) {

  int row() {
    return ref.row();
  }
}
