/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.collector.it.ClickHouseSettings;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Purges over ClickHouse. */
class ClickHousePurgeIT extends PurgeReplay {

  private final TestClickHouse.Database database = TestClickHouse.createDatabase();

  @Override
  Map<String, String> store() {
    return ClickHouseSettings.of(database);
  }

  @AfterEach
  void drop() {
    database.close();
  }
}
