/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.client.Row;
import dev.tracehub.storage.clickhouse.schema.Topology;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Removes all rows of a project from all tables that have any. Thread-safe; its calls block.
 *
 * <p>Partitions hold all projects, so it is a mutation. It rewrites the parts that hold rows of the
 * project, which the primary key tells, and leaves the others. Views that filled a table do not
 * take anything out of it again: each table is gone through for itself.
 *
 * @param topology where the tables are
 */
public record Purge(ClickHouseServer server, Queries queries, Topology topology) {

  private static final String TABLES =
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'"
          + " AND name IN (SELECT table FROM system.columns WHERE database = currentDatabase()"
          + " AND name = 'project') ORDER BY name";

  /** Removes the rows; whether there were any. */
  public boolean of(String project) {
    boolean any = false;
    for (String table : queries.list(TABLES, new Parameters(), row -> row.text("name"))) {
      if (hasRows(table, project)) {
        any = true;
        server.execute(delete(table, project));
      }
    }
    return any;
  }

  private boolean hasRows(String table, String project) {
    Parameters parameters = new Parameters();
    String condition = "project = " + parameters.text(project);
    return queries
        .first(
            "SELECT toInt64(1) AS one FROM %s WHERE %s LIMIT 1"
                .formatted(everywhere(table), condition),
            parameters,
            (Row row) -> row.whole("one"))
        .isPresent();
  }

  /** The table over all shards. */
  private String everywhere(String table) {
    String local = topology.placeholders().getOrDefault("local", "");
    return table.substring(0, table.length() - local.length());
  }

  /**
   * Places for values are no part of a mutation: the digits cannot be mistaken for anything else.
   */
  private String delete(String table, String project) {
    String name = HexFormat.of().formatHex(project.getBytes(StandardCharsets.UTF_8));
    return String.join(
        " ",
        List.of(
            "ALTER TABLE",
            table,
            topology.placeholders().getOrDefault("on_cluster", ""),
            "DELETE WHERE project = unhex('" + name + "')",
            "SETTINGS mutations_sync = 2"));
  }
}
