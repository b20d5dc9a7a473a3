/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.clickhouse.local.ClickHouseCluster;
import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.Migrator;
import dev.tracehub.storage.clickhouse.schema.TestServers;
import dev.tracehub.storage.clickhouse.schema.Topology;
import dev.tracehub.storage.testkit.StorageContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract, on two real shards: a cluster gives the answers that a server gives. */
class ShardedStorageTest extends StorageContract {

  private static final Topology TWO_SHARDS = TestServers.shards("two");
  private static final long MEMORY = 768L << 20;

  /** A test has two stores at most. */
  private static final List<String> DATABASES = List.of("one", "other");

  @TempDir private static Path folder;

  private static final List<LocalClickHouse> SHARDS = new ArrayList<>();
  private static int stores;

  @BeforeAll
  static void startShards() throws IOException {
    ClickHouseCluster cluster =
        new ClickHouseCluster(
            "two", List.of(LocalClickHouse.freePort(), LocalClickHouse.freePort()));
    for (int port : cluster.tcpPorts()) {
      SHARDS.add(
          LocalClickHouse.start(
              LocalClickHouseOptions.in(folder.resolve("shard-" + port))
                  .withPorts(0, port)
                  .withMemoryBytes(MEMORY)
                  .withCluster(cluster)));
    }
    for (LocalClickHouse shard : SHARDS) {
      DATABASES.forEach(database -> migrate(shard.endpoint().withDatabase(database)));
    }
  }

  @AfterAll
  static void stopShards() throws IOException {
    for (LocalClickHouse shard : SHARDS) {
      shard.close();
    }
  }

  @Override
  public Storage newStorage() {
    String database = DATABASES.get(stores++ % DATABASES.size());
    for (LocalClickHouse shard : SHARDS) {
      TestServers.empty(shard.endpoint().withDatabase(database));
    }
    ClickHouseEndpoint any = SHARDS.get(stores % SHARDS.size()).endpoint().withDatabase(database);
    return new ClickHouseStorage(TestServers.settings(any), TWO_SHARDS, Optional.empty());
  }

  /** Without a Keeper no statement reaches every node, so that each is migrated by itself. */
  private static void migrate(ClickHouseEndpoint endpoint) {
    try (ClickHouseServer server = new ClickHouseServer(TestServers.settings(endpoint))) {
      new Migrator(server, endpoint.database(), TWO_SHARDS).migrate();
    }
  }
}
