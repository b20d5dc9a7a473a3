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
 * while it is written, a column at a time: what is encoded takes the memory of the largest column.
 * Not thread-safe.
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
    List<R> sent = layout.inOrder(rows);
    Chunks chunks = new Chunks();
    ByteSink head = new ByteSink(chunks);
    head.putVarInt(layout.fields().size());
    head.putVarInt(rows.size());
    for (RowLayout.Field<R> field : layout.fields()) {
      head.putText(field.column().name());
      head.putText(field.column().type());
      head.writeTo(out);
      head.release();
      if (!sent.isEmpty()) {
        writeColumn(field, sent, chunks, out);
      }
    }
  }

  private void writeColumn(RowLayout.Field<R> field, List<R> sent, Chunks chunks, OutputStream out)
      throws IOException {
    NativeColumn column = NativeColumn.of(field.type(), chunks);
    ColumnWriter writer = column.writer();
    for (R row : sent) {
      field.fill().accept(row, writer);
    }
    column.writePrefix(out);
    column.writeValues(out);
    column.release();
  }
}
