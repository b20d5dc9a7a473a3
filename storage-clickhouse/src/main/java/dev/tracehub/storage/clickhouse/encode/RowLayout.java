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
  private final List<TableColumns.Column> columns;
  private final List<ColumnType> types;
  private final List<Group<R>> groups;
  private final @Nullable Comparator<? super R> order;

  /** Columns that stand side by side and are filled together. */
  private record Group<R>(int columns, RowFiller<? super R> filler) {}

  private RowLayout(Builder<R> builder) {
    this.table = builder.table;
    this.columns = List.copyOf(builder.columns);
    this.types = columns.stream().map(column -> ColumnType.parse(column.type())).toList();
    this.groups = List.copyOf(builder.groups);
    this.order = builder.order;
  }

  /** Begins the layout of a table. */
  public static <R> Builder<R> of(String table) {
    return new Builder<>(table, TableColumns.of(table));
  }

  /** The table's name. */
  public String table() {
    return table;
  }

  /** The names of the columns, in the order in which they are sent. */
  public List<String> columns() {
    return columns.stream().map(TableColumns.Column::name).toList();
  }

  /** The columns as the schema describes them. */
  List<TableColumns.Column> described() {
    return columns;
  }

  /** Empty columns. */
  List<NativeColumn> newColumns() {
    return types.stream().map(NativeColumn::of).toList();
  }

  /** The rows in the order in which they are sent. */
  List<R> inOrder(List<R> rows) {
    return order == null ? rows : rows.stream().sorted(order).toList();
  }

  /** Puts rows into columns. */
  void fill(List<R> rows, List<NativeColumn> to) {
    List<List<ColumnWriter>> writers = new ArrayList<>(groups.size());
    int next = 0;
    for (Group<R> group : groups) {
      writers.add(
          to.subList(next, next + group.columns()).stream().map(NativeColumn::writer).toList());
      next += group.columns();
    }
    for (R row : rows) {
      for (int i = 0; i < writers.size(); i++) {
        groups.get(i).filler().fill(row, writers.get(i));
      }
    }
  }

  /** Collects columns in the order in which they are sent. */
  public static final class Builder<R> {

    private final String table;
    private final Map<String, TableColumns.Column> missing = new HashMap<>();
    private final List<TableColumns.Column> columns = new ArrayList<>();
    private final List<Group<R>> groups = new ArrayList<>();
    private @Nullable Comparator<? super R> order;

    Builder(String table, List<TableColumns.Column> has) {
      this.table = table;
      has.forEach(column -> missing.put(column.name(), column));
    }

    /**
     * Adds a column.
     *
     * @throws IllegalArgumentException when the table has none of that name, or it was added
     */
    public Builder<R> column(String name, BiConsumer<R, ColumnWriter> fill) {
      return columns(List.of(name), (row, to) -> fill.accept(row, to.get(0)));
    }

    /**
     * Adds columns whose values are found together.
     *
     * @param fill gets the columns in the order of their names
     * @throws IllegalArgumentException when the table has none of a name, or it was added
     */
    public Builder<R> columns(List<String> names, RowFiller<? super R> fill) {
      for (String name : names) {
        TableColumns.Column column = missing.remove(name);
        if (column == null) {
          throw new IllegalArgumentException(
              "column: \"" + name + "\" (expected: one of " + missing.keySet() + ")");
        }
        columns.add(column);
      }
      groups.add(new Group<>(names.size(), fill));
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
      return new RowLayout<>(this);
    }
  }
}
