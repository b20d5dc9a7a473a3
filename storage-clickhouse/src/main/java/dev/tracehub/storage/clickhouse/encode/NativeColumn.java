/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.io.IOException;
import java.io.OutputStream;

/** A column of a block in ClickHouse's format Native: it is filled, then written. */
interface NativeColumn {

  /** Takes the values. */
  ColumnWriter writer();

  /** Writes what stands before the values of this column and of all that are inside it. */
  void writePrefix(OutputStream out) throws IOException;

  /** Writes the values. */
  void writeValues(OutputStream out) throws IOException;

  static NativeColumn of(ColumnType type) {
    if (type instanceof ColumnType.Array array) {
      return new NativeLists(of(array.element()));
    }
    if (type instanceof ColumnType.Map map) {
      return new NativeLists(of(map.key()), of(map.value()));
    }
    return type instanceof ColumnType.Text text && text.repeats()
        ? new NativeDictionary()
        : new NativeValues(type);
  }
}
