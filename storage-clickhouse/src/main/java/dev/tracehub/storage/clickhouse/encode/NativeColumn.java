/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.io.IOException;
import java.io.OutputStream;

/** A column of a block in ClickHouse's format Native: it is filled, written and then let go. */
interface NativeColumn {

  /** Takes the values. */
  ColumnWriter writer();

  /** Writes what stands before the values of this column and of all that are inside it. */
  void writePrefix(OutputStream out) throws IOException;

  /** Writes the values. */
  void writeValues(OutputStream out) throws IOException;

  /** Gives back its memory. */
  void release();

  static NativeColumn of(ColumnType type, Chunks chunks) {
    if (type instanceof ColumnType.Array array) {
      return new NativeLists(chunks, of(array.element(), chunks));
    }
    if (type instanceof ColumnType.Map map) {
      return new NativeLists(chunks, of(map.key(), chunks), of(map.value(), chunks));
    }
    return type instanceof ColumnType.Text text && text.repeats()
        ? new NativeDictionary(chunks)
        : new NativeValues(chunks, type);
  }
}
