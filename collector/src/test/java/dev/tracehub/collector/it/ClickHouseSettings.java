/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.it;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import java.util.Map;

/** The collector's settings for a database of the tests' ClickHouse. */
public final class ClickHouseSettings {

  private ClickHouseSettings() {}

  /** Kept so long that recordings of a fixed day are there for years. */
  public static Map<String, String> of(TestClickHouse.Database database) {
    ClickHouseEndpoint endpoint = database.endpoint();
    return Map.of(
        "storage", "clickhouse",
        "clickhouse_url", endpoint.url().toString(),
        "clickhouse_user", endpoint.user(),
        "clickhouse_password", endpoint.password(),
        "clickhouse_database", endpoint.database(),
        "retention_days", "3650");
  }
}
