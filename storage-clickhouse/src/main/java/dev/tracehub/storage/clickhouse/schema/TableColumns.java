/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns of the tables that are written to, as the {@code .sql} files define them: what is
 * inserted and what is read take names, order and types from here. Computed columns are left out.
 */
public final class TableColumns {

  /**
   * A column.
   *
   * @param name its name
   * @param type its ClickHouse type, e.g. {@code LowCardinality(String)}
   */
  public record Column(String name, String type) {}

  private static final Pattern TABLE =
      Pattern.compile(
          "(?ms)^CREATE TABLE IF NOT EXISTS (\\w+)(?:\\$\\{local})? \\$\\{on_cluster} \\((.*?)^\\)");
  private static final Pattern COPY =
      Pattern.compile(
          "(?m)^CREATE TABLE IF NOT EXISTS (\\w+)\\$\\{local} \\$\\{on_cluster} AS (\\w+)\\$");
  private static final Pattern COLUMN =
      Pattern.compile("(?m)^  ([a-z][a-z0-9_]*) ((?!MATERIALIZED|ALIAS)\\S.*?) CODEC\\(");
  private static final Pattern ADDED =
      Pattern.compile(
          "(?m)^ALTER TABLE (\\w+)\\$\\{local} \\$\\{on_cluster}\\n((?:  ADD COLUMN [^\\n]+\\n)+)");
  private static final Pattern ADDED_COLUMN =
      Pattern.compile("(?m)^  ADD COLUMN IF NOT EXISTS (\\w+) (\\S.*?)(?: DEFAULT \\S+)? CODEC\\(");
  private static final Pattern MODIFIED =
      Pattern.compile(
          "(?m)^ALTER TABLE (\\w+)\\$\\{local} \\$\\{on_cluster}\\n"
              + "  MODIFY COLUMN (\\w+) (\\S.*?)(?: CODEC\\([^;]*)?;");
  private static final Pattern COMPUTED = Pattern.compile(" (MATERIALIZED|ALIAS) ");

  private static final Map<String, List<Column>> TABLES = parse();

  private TableColumns() {}

  /**
   * The columns of a table that an insert names, in the table's order.
   *
   * @throws IllegalArgumentException when there is no such table
   */
  public static List<Column> of(String table) {
    List<Column> columns = TABLES.get(table);
    if (columns == null) {
      throw new IllegalArgumentException(
          "table: \"" + table + "\" (expected: one of " + TABLES.keySet() + ")");
    }
    return columns;
  }

  private static Map<String, List<Column>> parse() {
    Map<String, List<Column>> tables = new LinkedHashMap<>();
    for (Migration migration : Schema.migrations()) {
      Matcher table = TABLE.matcher(migration.template());
      while (table.find()) {
        tables.put(table.group(1), columns(table.group(2)));
      }
      Matcher copy = COPY.matcher(migration.template());
      while (copy.find()) {
        tables.put(copy.group(1), tables.getOrDefault(copy.group(2), List.of()));
      }
      Matcher added = ADDED.matcher(migration.template());
      while (added.find()) {
        tables.merge(added.group(1), addedColumns(added.group(2)), TableColumns::concat);
      }
      Matcher modified = MODIFIED.matcher(migration.template());
      while (modified.find()) {
        Column column = new Column(modified.group(2), modified.group(3));
        tables.computeIfPresent(modified.group(1), (name, held) -> replaced(held, column));
      }
    }
    return Map.copyOf(tables);
  }

  private static List<Column> addedColumns(String body) {
    return ADDED_COLUMN
        .matcher(body)
        .results()
        .map(column -> new Column(column.group(1), column.group(2)))
        .toList();
  }

  private static List<Column> concat(List<Column> first, List<Column> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  private static List<Column> replaced(List<Column> columns, Column by) {
    return columns.stream().map(column -> column.name().equals(by.name()) ? by : column).toList();
  }

  private static List<Column> columns(String body) {
    List<Column> columns = new ArrayList<>();
    Matcher column = COLUMN.matcher(body);
    while (column.find()) {
      if (!COMPUTED.matcher(column.group(2)).find()) {
        columns.add(new Column(column.group(1), column.group(2)));
      }
    }
    return List.copyOf(columns);
  }
}
