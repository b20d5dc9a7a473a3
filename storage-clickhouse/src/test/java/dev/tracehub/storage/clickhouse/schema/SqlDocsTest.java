/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/sql.md: its examples run for somebody who may only read, and its columns are all there are.
 */
class SqlDocsTest {

  private static final Path PAGE = Path.of("..", "docs", "sql.md");
  private static final Pattern EXAMPLE = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern VIEW = Pattern.compile("(?m)^## (\\w+)$");
  private static final String READ_ONLY = "\nSETTINGS readonly = 1";

  private static TestClickHouse.Database database;
  private static ClickHouseEndpoint endpoint;
  private static ClickHouseServer server;

  @BeforeAll
  static void record() throws IOException {
    database = TestClickHouse.createDatabase();
    endpoint = database.endpoint();
    server = TestServers.open(endpoint);
    new Migrator(server, endpoint.database(), Topology.single()).migrate();
    String columns =
        "project, retention_days, trace_id, span_id, start, ended, duration_ns, duration_bucket,"
            + " type, name, service, operation, provider, request_model, status, usage_role,"
            + " input_tokens, output_tokens, total_tokens, cost_state, has_cost, cost";
    String values =
        " SELECT 'acme', 30, unhex(leftPad(toString(number), 32, '0')), number + 1,"
            + " now64(9) - toIntervalSecond(100 + number), true, 1000000 * (number + 1),"
            + " toUInt16(floor(log2(1000000 * (number + 1)) * 16)), 'LLM', 'chat', 'support-desk',"
            + " 'chat', 'openai', if(number % 2 = 0, 'gpt-4o', 'home-made'),"
            + " if(number % 10 = 0, 'ERROR', 'OK'), 'COUNTED', 5, 2, 7,"
            + " if(number % 2 = 0, 'COMPUTED', 'UNPRICED'), number % 2 = 0,"
            + " if(number % 2 = 0, 0.1, 0) FROM numbers(100)";
    server.insertOnce("INSERT INTO spans (" + columns + ")" + values, Map.of(), "spans");
    server.insertOnce(
        "INSERT INTO started_spans ("
            + columns
            + ")"
            + values.replace(
                "number + 1, now64", "if(number < 10, number + 1, number + 1001), now64"),
        Map.of(),
        "started");
    server.insertOnce(
        "INSERT INTO evaluations (project, retention_days, trace_id, evaluation_id, span_id, time,"
            + " name, has_score, score, passed, source) SELECT 'acme', 30, unhex(leftPad('1', 32,"
            + " '0')), toString(number % 50), 1, now64(9), 'helpful', true, 0.5, 'YES', 'JUDGE'"
            + " FROM numbers(100)",
        Map.of(), "evaluations");
    server.insertOnce(
        "INSERT INTO job_updates (project, retention_days, job_id, time, name, state, done, total)"
            + " SELECT 'acme', 30, 'job-1', now64(9) + toIntervalMillisecond(number), 'import',"
            + " 'RUNNING', number, 10 FROM numbers(5)",
        Map.of(),
        "jobs");
  }

  @AfterAll
  static void drop() {
    server.close();
    database.close();
  }

  static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      examples.add(matcher.group(1).strip());
    }
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_answersSomethingToAReader(String sql) throws IOException {
    assertThat(endpoint.query(sql + READ_ONLY)).isNotEmpty();
  }

  static Set<String> views() throws IOException {
    Set<String> views = new TreeSet<>();
    Matcher matcher = VIEW.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      views.add(matcher.group(1));
    }
    return views;
  }

  @Test
  void everyView_isOnThePage() throws IOException {
    String there =
        endpoint.query(
            "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'View'"
                + " ORDER BY name");

    assertThat(views()).containsExactlyElementsOf(there.lines().toList());
  }

  @ParameterizedTest
  @MethodSource("views")
  void everyColumn_isOnThePage(String view) throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("## " + view + "\n"));
    section = section.substring(0, section.indexOf("```"));

    for (String column :
        endpoint
            .query(
                "SELECT name FROM system.columns WHERE database = currentDatabase() AND table = '"
                    + view
                    + "'")
            .lines()
            .toList()) {
      assertThat(section).contains("`" + column + "`");
    }
  }

  @Test
  void numbers_areThoseOfTheSpans() throws IOException {
    assertThat(
            endpoint.query(
                "SELECT sum(spans), sum(llm_calls), sum(errors), sum(total_tokens),"
                    + " sum(cost_usd), sum(unpriced_calls) FROM daily_usage_v1"))
        .isEqualTo("100\t100\t10\t700\t5\t50");
    assertThat(endpoint.query("SELECT count() FROM open_spans_v1")).isEqualTo("90");
    assertThat(endpoint.query("SELECT count() FROM evaluations_v1")).isEqualTo("50");
    assertThat(endpoint.query("SELECT state, done, updates FROM jobs_v1"))
        .isEqualTo("RUNNING\t4\t5");
    assertThat(endpoint.query("SELECT count() FROM otel_traces")).isEqualTo("100");
  }

  @Test
  void percentiles_areThoseOfTheHistogram() throws IOException {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 0; i < 100; i += 2) {
      histogram.add(1_000_000L * (i + 1));
    }

    for (double fraction : new double[] {0.5, 0.9, 0.95, 0.99}) {
      String column = "p" + Math.round(100 * fraction) + "_ms";
      double answer =
          Double.parseDouble(
              endpoint.query(
                  "SELECT "
                      + column
                      + " FROM latency_percentiles_v1 WHERE model = 'gpt-4o' ORDER BY spans DESC LIMIT 1"));
      assertThat(answer).as(column).isCloseTo(histogram.percentile(fraction) / 1e6, offset(1e-9));
    }
  }

  @Test
  void reader_cannotWrite() {
    assertThatThrownBy(() -> endpoint.query("TRUNCATE TABLE spans" + READ_ONLY))
        .hasMessageContaining("readonly");
  }
}
