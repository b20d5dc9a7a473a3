/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import dev.tracehub.clickhouse.local.TestClickHouse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The recordings over ClickHouse. */
class ClickHouseSamplesIT extends SamplesReplay {

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
