/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.clickhouse.local.ClickHouseCluster;
import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema on two real shards. */
class ShardsTest {

  @TempDir Path folder;

  @Test
  void migrate_twoShards_rowsAndRollupsOfBothAreFoundFromEither() throws IOException {
    ClickHouseCluster cluster =
        new ClickHouseCluster(
            "two", List.of(LocalClickHouse.freePort(), LocalClickHouse.freePort()));
    try (LocalClickHouse first = start(cluster, 0);
        LocalClickHouse second = start(cluster, 1)) {
      for (LocalClickHouse shard : List.of(first, second)) {
        migrate(shard.endpoint().withDatabase("traces"));
      }
      ClickHouseEndpoint any = first.endpoint().withDatabase("traces");
      any.query(
          "INSERT INTO spans (project, retention_days, trace_id, span_id, start)"
              + " SETTINGS distributed_foreground_insert = 1"
              + " SELECT 'p', 30, unhex(leftPad(hex(intDiv(number, 4) + 1), 32, '0')), number + 1,"
              + " toDateTime64(yesterday(), 9, 'UTC') FROM numbers(4000)");
      for (LocalClickHouse shard : List.of(first, second)) {
        ClickHouseEndpoint own = shard.endpoint().withDatabase("traces");
        assertThat(own.query("SELECT count(), uniqExact(trace_id) FROM spans"))
            .isEqualTo("4000\t1000");
        assertThat(own.query("SELECT sum(spans) FROM trace_summary")).isEqualTo("4000");
        assertThat(own.query("SELECT sum(calls) FROM red_1h")).isEqualTo("4000");
        assertThat(
                own.query(
                    "SELECT count() % 4 = 0 AND count() BETWEEN 1000 AND 3000 FROM spans_local"))
            .as("whole traces, about half of them")
            .isEqualTo("1");
      }
    }
  }

  private static void migrate(ClickHouseEndpoint endpoint) {
    try (ClickHouseServer server = TestServers.open(endpoint)) {
      new Migrator(server, endpoint.database(), TestServers.shards("two")).migrate();
    }
  }

  private LocalClickHouse start(ClickHouseCluster cluster, int shard) throws IOException {
    return LocalClickHouse.start(
        LocalClickHouseOptions.in(folder.resolve("shard-" + shard))
            .withPorts(0, cluster.tcpPorts().get(shard))
            .withMemoryBytes(512L << 20)
            .withCluster(cluster));
  }
}
