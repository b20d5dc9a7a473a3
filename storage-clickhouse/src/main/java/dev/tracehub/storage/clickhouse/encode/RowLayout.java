/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.encode;

import dev.tracehub.storage.clickhouse.schema.TableColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a row becomes the columns of a table. Immutable.
 *
 * @param <R> what a row is made from
 */
public final class RowLayout<R> {

  private final String table;
  private final List<Field<R>> fields;
  private final @Nullable Comparator<? super R> order;

  /** A column and how it is filled. */
  record Field<R>(TableColumns.Column column, ColumnType type, BiConsumer<R, ColumnWriter> fill) {}

  RowLayout(String table, List<Field<R>> fields, @Nullable Comparator<? super R> order) {
    this.table = table;
    this.fields = List.copyOf(fields);
    this.order = order;
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

  /** The rows in the order in which they are sent. */
  List<R> inOrder(List<R> rows) {
    return order == null ? rows : rows.stream().sorted(order).toList();
  }

  /** Collects columns in the order in which they are sent. */
  public static final class Builder<R> {

    private final String table;
    private final Map<String, TableColumns.Column> missing = new HashMap<>();
    private final List<Field<R>> fields = new ArrayList<>();
    private @Nullable Comparator<? super R> order;

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
      fields.add(new Field<>(column, ColumnType.parse(column.type()), fill));
      return this;
    }

    /**
     * Sends rows in the order of the table's key: the server then need not move the values of each
     * column. Any order gives the same rows.
     */
    public Builder<R> order(Comparator<? super R> byKey) {
      order = byKey;
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
      return new RowLayout<>(table, fields, order);
    }
  }
}
