/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import dev.tracehub.clickhouse.local.TestClickHouse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Log records and metrics over ClickHouse. */
class ClickHouseSignalsIT extends SignalsReplay {

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
