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
 * Rows of one insert, encoded as they are added. Not thread-safe.
 *
 * @param <R> what a row is made from
 */
public final class RowBlock<R> {

  private static final int CAPACITY = 1 << 16;

  private final RowLayout<R> layout;
  private final ByteSink bytes = new ByteSink(CAPACITY);
  private final List<ColumnWriter> columns = new ArrayList<>();
  private int rows;

  public RowBlock(RowLayout<R> layout) {
    this.layout = layout;
    for (RowLayout.Field<R> field : layout.fields()) {
      columns.add(new RowBinaryColumn(bytes, ColumnType.parse(field.column().type())));
    }
  }

  /** Adds a row. */
  public void add(R row) {
    List<RowLayout.Field<R>> fields = layout.fields();
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).fill().accept(row, columns.get(i));
    }
    rows++;
  }

  /** Where the rows belong. */
  public RowLayout<R> layout() {
    return layout;
  }

  /** The name of ClickHouse's format. */
  public String format() {
    return "RowBinary";
  }

  /** How many rows were added. */
  public int rows() {
    return rows;
  }

  /** Writes all rows; may be called again. */
  public void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }
}
