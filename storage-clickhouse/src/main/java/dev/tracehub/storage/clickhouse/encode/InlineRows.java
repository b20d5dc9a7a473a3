/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A small table inside a question, e.g. the ids that it is about. Values travel as bytes in base
 * 64, so that none of them can become part of the statement. Not thread-safe.
 */
public final class InlineRows {

  private final String structure;
  private final ByteSink bytes = new ByteSink();
  private final List<ColumnWriter> columns;
  private int rows;

  /**
   * An empty table.
   *
   * @param columns names and types, e.g. {@code "project String", "span_id UInt64"}; no lists, no
   *     maps
   */
  public InlineRows(String... columns) {
    this.structure = String.join(", ", columns);
    this.columns =
        List.of(columns).stream()
            .map(column -> ColumnType.parse(column.substring(column.indexOf(' ') + 1)))
            .<ColumnWriter>map(type -> new ValueWriter(bytes, type))
            .toList();
  }

  /** Begins a row: the values go to the columns in their order. */
  public List<ColumnWriter> addRow() {
    rows++;
    return columns;
  }

  /** How many rows were begun. */
  public int rows() {
    return rows;
  }

  /** What stands for the table in a statement. */
  public String sql() {
    ByteArrayOutputStream copy = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
    try {
      bytes.writeTo(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String data =
        new String(Base64.getEncoder().encode(copy.toByteArray()), StandardCharsets.US_ASCII);
    return "format(RowBinary, '" + structure + "', base64Decode('" + data + "'))";
  }
}
