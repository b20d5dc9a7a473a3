/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.tenancy;

import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.collector.it.ClickHouseSettings;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Tenancy over ClickHouse. */
class ClickHouseTenancyIT extends TenancyMatrix {

  private final TestClickHouse.Database database = TestClickHouse.createDatabase();

  @Override
  Map<String, String> store() {
    return ClickHouseSettings.of(database);
  }

  @AfterAll
  void drop() {
    database.close();
  }
}
