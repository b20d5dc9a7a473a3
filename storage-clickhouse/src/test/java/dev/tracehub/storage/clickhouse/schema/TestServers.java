/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Connections to servers of tests. */
final class TestServers {

  private TestServers() {}

  /**
   * Shards without replicas or Keeper, which the embedded engine lacks; each is migrated by itself.
   */
  static Topology shards(String cluster) {
    Map<String, String> placeholders = new HashMap<>(Topology.single().placeholders());
    placeholders.put("local", "_local");
    return new Topology("shards " + cluster, cluster, placeholders);
  }

  static ClickHouseServer open(ClickHouseEndpoint endpoint) {
    return new ClickHouseServer(
        ClickHouseSettings.of(
            new StorageSettings(
                Map.of(
                    "url", endpoint.url().toString(),
                    "user", endpoint.user(),
                    "password", endpoint.password(),
                    "database", endpoint.database()),
                Optional.empty())));
  }
}
