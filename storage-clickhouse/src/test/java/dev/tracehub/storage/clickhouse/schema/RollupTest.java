/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the views derive, on a real ClickHouse. */
class RollupTest {

  private static final List<String> TABLES =
      List.of(
          "spans", "role_changes", "trace_summary", "red_1m", "red_1h", "operations", "attr_keys");

  private static TestClickHouse.Database database;
  private static ClickHouseEndpoint endpoint;
  private static ClickHouseServer server;

  @BeforeAll
  static void migrate() {
    database = TestClickHouse.createDatabase();
    endpoint = database.endpoint();
    server = TestServers.open(endpoint);
    new Migrator(server, endpoint.database(), Topology.single()).migrate();
  }

  @AfterAll
  static void drop() {
    server.close();
    database.close();
  }

  @BeforeEach
  void empty() throws IOException {
    for (String table : TABLES) {
      endpoint.query("TRUNCATE TABLE " + table);
    }
  }

  @Test
  void repeatedBlock_addsNothingAnywhere() throws IOException {
    String insert = calls(1_000, "'COUNTED'");
    server.insertOnce(insert, Map.of(), "repeated");
    String before = everyCount();
    assertThat(before).isEqualTo("1000\t1000\t1000\t1000\t1000\t1000");
    server.insertOnce(insert, Map.of(), "repeated");
    assertThat(everyCount()).isEqualTo(before);
    server.insertOnce(insert, Map.of(), "another");
    assertThat(everyCount()).isEqualTo("2000\t2000\t2000\t2000\t2000\t2000");
  }

  @Test
  void repeatedBlock_overTwoDays_addsNothing() throws IOException {
    String insert =
        calls(10, "'COUNTED'")
            .replace("toIntervalSecond(11000)", "toIntervalSecond(86395)")
            .replace("toIntervalMillisecond(number)", "toIntervalSecond(number)");
    for (int i = 0; i < 2; i++) {
      server.insertOnce(insert, Map.of(), "two days");
    }
    assertThat(endpoint.query("SELECT uniq(toDate(start)), count() FROM spans")).isEqualTo("2\t10");
    assertThat(everyCount()).isEqualTo("10\t10\t10\t10\t10\t10");
  }

  @Test
  void blockThatAViewBrokeOff_repeated_isFilledUp() throws IOException {
    String insert = calls(1_000, "'COUNTED'");
    endpoint.query("CREATE TABLE gate (open UInt8) ENGINE = MergeTree ORDER BY open");
    endpoint.query(
        "CREATE MATERIALIZED VIEW breaking TO gate AS SELECT"
            + " toUInt8(throwIf((SELECT count() FROM gate) = 0)) AS open FROM red_1m LIMIT 1");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> server.insertOnce(insert, Map.of(), "broken off"));
    endpoint.query("INSERT INTO gate SELECT 1");
    server.insertOnce(insert, Map.of(), "broken off");
    endpoint.query("DROP TABLE breaking");
    assertThat(everyCount()).isEqualTo("1000\t1000\t1000\t1000\t1000\t1000");
    server.insertOnce(insert, Map.of(), "broken off");
    assertThat(everyCount()).isEqualTo("1000\t1000\t1000\t1000\t1000\t1000");
  }

  @Test
  void repeatedUsage_isNotInSums() throws IOException {
    server.insertOnce(calls(4, "if(number < 3, 'COUNTED', 'REPEATED')"), Map.of(), "roles");
    assertThat(sums("red_1m")).isEqualTo("4\t3\t21\t0.3\t3");
    assertThat(sums("red_1h")).isEqualTo("4\t3\t21\t0.3\t3");
    assertThat(
            endpoint.query(
                "SELECT sum(spans), sum(llm_calls), sum(total_tokens), sum(cost), sum(priced)"
                    + " FROM trace_summary"))
        .isEqualTo("4\t3\t21\t0.3\t3");
  }

  @Test
  void roleChange_isTakenOffAllSums_andKeepsDurations() throws IOException {
    server.insertOnce(calls(4, "'COUNTED'"), Map.of(), "calls");
    String durations = durations();
    server.insertOnce(
        "INSERT INTO role_changes (project, retention_days, trace_id, span_id, start, version, role,"
            + " service, type, operation, provider, model, environment, llm_calls, total_tokens,"
            + " cost, priced) SELECT 'p', 30, unhex(leftPad('1', 32, '0')), 1, start, 1, 'REPEATED',"
            + " service, 'LLM', operation, provider, model, environment, -1, -7, -0.1, -1"
            + " FROM spans WHERE span_id = 1",
        Map.of(),
        "change");
    for (String table : List.of("red_1m", "red_1h")) {
      assertThat(sums(table)).isEqualTo("4\t3\t21\t0.3\t3");
      endpoint.query("OPTIMIZE TABLE " + table + " FINAL");
      assertThat(endpoint.query("SELECT count() FROM " + table)).isEqualTo("1");
      assertThat(sums(table)).isEqualTo("4\t3\t21\t0.3\t3");
    }
    assertThat(durations()).isEqualTo(durations);
  }

  @Test
  void weights_inABlockThatIsRepeated_areInAllSumsButThoseOfTraces() throws IOException {
    for (int i = 0; i < 2; i++) {
      server.insertOnce(weighted(calls(4, "'COUNTED'"), 20, 3), Map.of(), "calls");
    }
    for (String table : List.of("red_1m", "red_1h")) {
      assertThat(sums(table)).isEqualTo("80\t80\t560\t8\t80");
      assertThat(
              endpoint.query(
                  "SELECT sum(calls_variance), sum(total_tokens_variance), sum(cost_variance),"
                      + " sum(errors_variance), sum(duration_sum), sumMap(duration_histogram)"
                      + " FROM "
                      + table))
          .isEqualTo("4560\t223440\t45.6\t0\t80000\t{" + LatencyHistogram.bucketOf(1_000) + ":80}");
    }
    assertThat(endpoint.query("SELECT sum(spans), sum(total_tokens), sum(cost) FROM trace_summary"))
        .isEqualTo("4\t28\t0.4");
  }

  @Test
  void histogram_mergesIntoThePercentilesOfTheContract() throws IOException {
    server.insertOnce(calls(500, "'COUNTED'"), Map.of(), "first");
    server.insertOnce(calls(500, "'COUNTED'"), Map.of(), "second");
    LatencyHistogram expected = new LatencyHistogram();
    for (int i = 0; i < 1_000; i++) {
      expected.add(1_000);
    }
    assertThat(
            endpoint.query(
                "SELECT mapKeys(h)[1], mapValues(h)[1], length(h)"
                    + " FROM (SELECT sumMap(duration_histogram) AS h FROM red_1m)"))
        .isEqualTo(LatencyHistogram.bucketOf(1_000) + "\t" + expected.total() + "\t1");
  }

  @Test
  void attributes_areListedByTypeAndLevel() throws IOException {
    server.insertOnce(calls(3, "'COUNTED'"), Map.of(), "attributes");
    assertThat(
            endpoint.query(
                "SELECT level, key, value_type, sum(uses) FROM attr_keys"
                    + " GROUP BY ALL ORDER BY ALL"))
        .isEqualTo(
            "resource\thost\tstring\t3\nspan\tlist\tother\t3\nspan\tn\tint\t3\nspan\tteam\tstring\t3");
    assertThat(endpoint.query("SELECT count() FROM spans WHERE has(attr_items, 'team=search')"))
        .isEqualTo("3");
  }

  @Test
  void retention_isPartOfThePartition() throws IOException {
    server.insertOnce(calls(1, "'COUNTED'"), Map.of(), "thirty");
    server.insertOnce(calls(1, "'COUNTED'").replace("'p', 30,", "'p', 90,"), Map.of(), "ninety");
    assertThat(
            endpoint.query(
                "SELECT DISTINCT splitByChar(',', partition)[1] AS days FROM system.parts WHERE active AND table = 'spans'"
                    + " AND database = '"
                    + endpoint.database()
                    + "' ORDER BY days"))
        .isEqualTo("(30\n(90");
  }

  private static String everyCount() throws IOException {
    return endpoint.query(
        "SELECT (SELECT count() FROM spans), (SELECT sum(spans) FROM trace_summary),"
            + " (SELECT sum(calls) FROM red_1m), (SELECT sum(calls) FROM red_1h),"
            + " (SELECT sum(calls) FROM operations),"
            + " (SELECT sum(uses) FROM attr_keys WHERE key = 'team')");
  }

  private static String sums(String table) throws IOException {
    return endpoint.query(
        "SELECT sum(calls), sum(llm_calls), sum(total_tokens), sum(cost), sum(priced) FROM "
            + table);
  }

  private static String durations() throws IOException {
    return endpoint.query(
        "SELECT min(duration_min), max(duration_max), sum(duration_sum), sumMap(duration_histogram)"
            + " FROM red_1h");
  }

  /** An insert of spans that stand for others. */
  private static String weighted(String insert, int weight, int traceSpans) {
    return insert
        .replace("resource_str)", "resource_str, sample_weight, sample_trace_spans)")
        .replace("map('host', 'h')", "map('host', 'h'), " + weight + ", " + traceSpans);
  }

  /** An insert of that many model calls of 7 tokens and 0.1 dollars each, a trace apiece. */
  private static String calls(int count, String role) {
    return "INSERT INTO spans (project, retention_days, trace_id, span_id, start, ended, duration_ns,"
        + " duration_bucket, type, name, service, request_model, usage_role, total_tokens,"
        + " cost_state, has_cost, cost, attr_str, attr_int, attr_other, resource_str)"
        + " SELECT 'p', 30, unhex(leftPad(hex(number + 1), 32, '0')), number + 1,"
        + " toDateTime64(yesterday(), 9, 'UTC') + toIntervalSecond(11000) + toIntervalMillisecond(number), true,"
        + " 1000, "
        + LatencyHistogram.bucketOf(1_000)
        + ", 'LLM', 'chat', 's', 'm', "
        + role
        + ", 7, 'COMPUTED', true, 0.1, map('team', 'search'), map('n', 1), ['list'],"
        + " map('host', 'h') FROM numbers("
        + count
        + ")";
  }
}
