/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Connections to servers of tests. */
public final class TestServers {

  private TestServers() {}

  /**
   * Shards without replicas or Keeper, which the embedded engine lacks; each is migrated by itself.
   */
  public static Topology shards(String cluster) {
    Map<String, String> placeholders = new HashMap<>(Topology.single().placeholders());
    placeholders.put("local", "_local");
    return new Topology("shards " + cluster, cluster, placeholders);
  }

  static ClickHouseServer open(ClickHouseEndpoint endpoint) {
    return new ClickHouseServer(settings(endpoint));
  }

  /** How to reach a database, with a retention that no time of a test is beyond. */
  public static ClickHouseSettings settings(ClickHouseEndpoint endpoint) {
    return ClickHouseSettings.of(
        new StorageSettings(
            Map.of(
                "url", endpoint.url().toString(),
                "user", endpoint.user(),
                "password", endpoint.password(),
                "database", endpoint.database(),
                "retention_days", "3650"),
            Optional.empty()));
  }

  /** Takes everything out of a database but its schema: quicker than making another. */
  public static void empty(ClickHouseEndpoint endpoint) {
    try {
      String tables =
          endpoint.query(
              "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE"
                  + " '%MergeTree' AND name != 'schema_migrations'");
      for (String table : tables.lines().toList()) {
        endpoint.query("TRUNCATE TABLE " + table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
