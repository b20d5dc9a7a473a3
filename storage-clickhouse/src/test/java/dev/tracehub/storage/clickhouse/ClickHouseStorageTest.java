/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.testkit.StorageContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;

/** The whole contract, on a store found as the collector finds it, over a real ClickHouse. */
class ClickHouseStorageTest extends StorageContract {

  private static final List<TestClickHouse.Database> DATABASES = new ArrayList<>();

  @AfterAll
  static void dropDatabases() {
    DATABASES.forEach(TestClickHouse.Database::close);
    DATABASES.clear();
  }

  @Override
  public Storage newStorage() {
    TestClickHouse.Database database = TestClickHouse.createDatabase();
    DATABASES.add(database);
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(ClickHouseSettings.NAME))
        .findFirst()
        .orElseThrow()
        .create(
            new StorageSettings(
                Map.of(
                    "url", database.endpoint().url().toString(),
                    "user", database.endpoint().user(),
                    "password", database.endpoint().password(),
                    "database", database.endpoint().database()),
                Optional.empty()));
  }
}
