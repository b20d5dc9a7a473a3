/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one insert. They are kept as they are, and become a block of ClickHouse's format Native
 * when it is written. All columns are filled together, row after row: a row is read from memory
 * once, and not once for each column. Not thread-safe.
 *
 * @param <R> what a row is made from
 */
public final class RowBlock<R> {

  private final RowLayout<R> layout;
  private final List<R> rows = new ArrayList<>();

  public RowBlock(RowLayout<R> layout) {
    this.layout = layout;
  }

  /** Adds a row. */
  public void add(R row) {
    rows.add(row);
  }

  /** Where the rows belong. */
  public RowLayout<R> layout() {
    return layout;
  }

  /** The name of ClickHouse's format. */
  public String format() {
    return "Native";
  }

  /** How many rows were added. */
  public int rows() {
    return rows.size();
  }

  /** Writes all rows; may be called again. */
  public void writeTo(OutputStream out) throws IOException {
    List<NativeColumn> columns = layout.newColumns();
    layout.fill(layout.inOrder(rows), columns);
    ByteSink head = new ByteSink();
    head.putVarInt(columns.size());
    head.putVarInt(rows.size());
    head.writeTo(out);
    for (int i = 0; i < columns.size(); i++) {
      ByteSink name = new ByteSink();
      name.putText(layout.described().get(i).name());
      name.putText(layout.described().get(i).type());
      name.writeTo(out);
      if (!rows.isEmpty()) {
        columns.get(i).writePrefix(out);
        columns.get(i).writeValues(out);
      }
    }
  }
}
