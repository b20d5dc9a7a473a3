/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The step to spans that stand for others, on a real ClickHouse that holds rows already. */
class SamplingMigrationTest {

  private TestClickHouse.Database database;
  private ClickHouseEndpoint endpoint;
  private ClickHouseServer server;

  @BeforeEach
  void setUp() {
    database = TestClickHouse.createDatabase();
    endpoint = database.endpoint();
    server = TestServers.open(endpoint);
  }

  @AfterEach
  void tearDown() {
    server.close();
    database.close();
  }

  @Test
  void migrate_rowsFromBefore_standForThemselves() throws IOException {
    migrate(before());
    server.insertOnce(spans(10, "old", ""), Map.of(), "old");
    String rollups = rollups();
    migrate(Schema.migrations());
    assertThat(rollups()).isEqualTo(rollups);
    assertThat(endpoint.query("SELECT DISTINCT sample_weight, sample_trace_spans FROM spans"))
        .isEqualTo("1\t0");
    assertThat(endpoint.query("SELECT sum(calls_variance), sum(cost_variance) FROM red_1h"))
        .isEqualTo("0\t0");
    server.insertOnce(spans(10, "new", ", 20, 3"), Map.of(), "new");
    assertThat(endpoint.query("SELECT spans, cost_usd FROM daily_usage_v1")).isEqualTo("210\t21");
    assertThat(endpoint.query("SELECT sum(calls_variance), sum(cost_variance) FROM red_1h"))
        .isEqualTo("11400\t114");
    assertThat(
            endpoint.query("SELECT SampleWeight, count() FROM otel_traces GROUP BY 1 ORDER BY 1"))
        .isEqualTo("1\t10\n20\t10");
  }

  @Test
  void migrate_blockAgainAfterwards_addsNothing() throws IOException {
    migrate(before());
    server.insertOnce(spans(10, "old", ""), Map.of(), "block");
    migrate(Schema.migrations());
    server.insertOnce(spans(10, "old", ""), Map.of(), "block");
    assertThat(endpoint.query("SELECT (SELECT sum(calls) FROM red_1m), sum(calls) FROM red_1h"))
        .isEqualTo("10\t10");
  }

  @Test
  void migrate_stepThatWasBrokenOff_takenAgain() throws IOException {
    migrate(before());
    Migration step = Schema.migrations().get(before().size());
    List<String> statements = step.statements(Topology.single());
    statements.subList(0, statements.size() - 2).forEach(server::execute);
    migrate(Schema.migrations());
    server.insertOnce(spans(10, "new", ", 20, 3"), Map.of(), "new");
    assertThat(endpoint.query("SELECT sum(calls) FROM red_1h")).isEqualTo("200");
  }

  private static List<Migration> before() {
    return Schema.migrations().stream()
        .takeWhile(migration -> !migration.name().contains("sampling"))
        .toList();
  }

  private void migrate(List<Migration> steps) {
    new Migrator(server, endpoint.database(), Topology.single(), steps, Duration.ofMinutes(5))
        .migrate();
  }

  private String rollups() throws IOException {
    return endpoint.query(
        "SELECT sum(calls), sum(cost), sum(duration_sum), sumMap(duration_histogram) FROM red_1h");
  }

  /**
   * An insert of model calls of 0.1 dollars each.
   *
   * @param weights the values of the columns of sampling, each after a comma; none: without them
   */
  private static String spans(int count, String name, String weights) {
    return "INSERT INTO spans (project, retention_days, trace_id, span_id, start, ended, duration_ns,"
        + " duration_bucket, type, name, usage_role, cost_state, has_cost, cost"
        + (weights.isEmpty() ? "" : ", sample_weight, sample_trace_spans")
        + ") SELECT 'p', 30, unhex(leftPad(hex(number + 1), 32, '0')), cityHash64('"
        + name
        + "', number), toDateTime64(yesterday(), 9, 'UTC'), true, 1000, 159, 'LLM', '"
        + name
        + "', 'COUNTED', 'COMPUTED', true, 0.1"
        + weights
        + " FROM numbers("
        + count
        + ")";
  }
}
