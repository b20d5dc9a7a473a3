/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import dev.tracehub.storage.clickhouse.schema.TableColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How a row becomes the columns of a table. Immutable.
 *
 * @param <R> what a row is made from
 */
public final class RowLayout<R> {

  private final String table;
  private final List<Field<R>> fields;

  /** A column and how it is filled. */
  record Field<R>(TableColumns.Column column, BiConsumer<R, ColumnWriter> fill) {}

  private RowLayout(String table, List<Field<R>> fields) {
    this.table = table;
    this.fields = List.copyOf(fields);
  }

  /** Begins the layout of a table. */
  public static <R> Builder<R> of(String table) {
    return new Builder<>(table);
  }

  /** The table's name. */
  public String table() {
    return table;
  }

  /** The names of the columns, in the order in which they are sent. */
  public List<String> columns() {
    return fields.stream().map(field -> field.column().name()).toList();
  }

  List<Field<R>> fields() {
    return fields;
  }

  /** Collects columns in the order in which they are sent. */
  public static final class Builder<R> {

    private final String table;
    private final Map<String, TableColumns.Column> missing = new HashMap<>();
    private final List<Field<R>> fields = new ArrayList<>();

    private Builder(String table) {
      this.table = table;
      TableColumns.of(table).forEach(column -> missing.put(column.name(), column));
    }

    /**
     * Adds a column.
     *
     * @throws IllegalArgumentException when the table has none of that name, or it was added
     */
    public Builder<R> column(String name, BiConsumer<R, ColumnWriter> fill) {
      TableColumns.Column column = missing.remove(name);
      if (column == null) {
        throw new IllegalArgumentException(
            "column: \"" + name + "\" (expected: one of " + missing.keySet() + ")");
      }
      fields.add(new Field<>(column, fill));
      return this;
    }

    /**
     * The layout.
     *
     * @throws IllegalStateException when the table has a column that was not added
     */
    public RowLayout<R> build() {
      if (!missing.isEmpty()) {
        throw new IllegalStateException("table " + table + ": no values for " + missing.keySet());
      }
      return new RowLayout<>(table, fields);
    }
  }
}
