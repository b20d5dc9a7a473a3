/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.clickhouse.schema.TestServers;
import dev.tracehub.storage.testkit.StorageContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;

/** The whole contract, on a store found as the collector finds it, over a real ClickHouse. */
class ClickHouseStorageTest extends StorageContract {

  /** A test has two stores at most; emptying tables is quicker than making them. */
  private static final List<TestClickHouse.Database> DATABASES =
      List.of(TestClickHouse.createDatabase(), TestClickHouse.createDatabase());

  private static int stores;

  @AfterAll
  static void dropDatabases() {
    DATABASES.forEach(TestClickHouse.Database::close);
  }

  @Override
  public Storage newStorage() {
    ClickHouseEndpoint endpoint = DATABASES.get(stores++ % DATABASES.size()).endpoint();
    TestServers.empty(endpoint);
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(ClickHouseSettings.NAME))
        .findFirst()
        .orElseThrow()
        .create(
            new StorageSettings(
                Map.of(
                    "url", endpoint.url().toString(),
                    "user", endpoint.user(),
                    "password", endpoint.password(),
                    "database", endpoint.database(),
                    "retention_days", "3650"),
                Optional.empty()));
  }
}
