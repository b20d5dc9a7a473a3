/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.table;

import com.google.protobuf.MessageLite;

/** A new mark for a row. */
public record Mark<R extends MessageLite>(RowRef<R> ref, byte mark) {

  int row() {
    return ref.row();
  }
}
