/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageException.Family;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real ClickHouse. */
class MigratorTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  /** Each run of the step leaves a row. */
  private static final String COUNTING =
      """
      CREATE TABLE IF NOT EXISTS runs (at DateTime64(9)) ENGINE = MergeTree ORDER BY at;
      INSERT INTO runs SELECT now64(9);
      """;

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
  void migrate_missingDatabase_madeWithAllSteps() throws IOException {
    endpoint.withDatabase("default").query("DROP DATABASE " + endpoint.database() + " SYNC");
    migrator().migrate();
    assertThat(
            endpoint.query(
                "SELECT name FROM schema_migrations WHERE state = 'APPLIED' ORDER BY version"))
        .isEqualTo(
            "001-tables.sql\n002-rollups.sql\n003-control.sql\n004-views.sql\n005-costs.sql\n"
                + "006-sampling.sql\n007-estimates.sql");
  }

  @Test
  void migrate_again_changesNothing() throws IOException {
    migrator().migrate();
    String before = endpoint.query("SELECT * FROM schema_migrations ORDER BY ALL");
    migrator().migrate();
    assertThat(endpoint.query("SELECT * FROM schema_migrations ORDER BY ALL")).isEqualTo(before);
  }

  @Test
  void migrate_tables_areWhatTheFilesSay() throws IOException {
    migrator().migrate();
    for (String table :
        List.of(
            "spans",
            "started_spans",
            "payloads",
            "role_changes",
            "cost_changes",
            "span_events",
            "evaluations",
            "metric_points",
            "job_updates",
            "trace_summary",
            "red_1m",
            "red_1h",
            "operations",
            "attr_keys",
            "documents",
            "blocks")) {
      String found =
          endpoint.query(
              "SELECT concat(name, ' ', type) FROM system.columns WHERE database = '"
                  + endpoint.database()
                  + "' AND table = '"
                  + table
                  + "' AND default_kind IN ('', 'DEFAULT') ORDER BY position FORMAT TSVRaw");
      assertThat(
              TableColumns.of(table).stream()
                  .map(column -> column.name() + " " + column.type())
                  .collect(Collectors.joining("\n")))
          .as(table)
          .isEqualTo(found);
    }
  }

  @Test
  void migrate_racingCollectors_eachStepOnce() throws Exception {
    int collectors = 6;
    Migration counting = new Migration(1, "001-counting.sql", COUNTING);
    Migration more = new Migration(2, "002-more.sql", "INSERT INTO runs SELECT now64(9);\n");
    inParallel(collectors, one -> migrator(one, LONG, counting, more).migrate());
    assertThat(endpoint.query("SELECT count() FROM runs")).isEqualTo("2");
    assertThat(endpoint.query("SELECT count() FROM schema_migrations WHERE state = 'APPLIED'"))
        .isEqualTo("2");
  }

  @Test
  void migrate_racingCollectors_wholeSchema() throws Exception {
    inParallel(3, one -> new Migrator(one, endpoint.database(), Topology.single()).migrate());
    assertThat(endpoint.query("SELECT count() FROM schema_migrations WHERE state = 'APPLIED'"))
        .isEqualTo(Integer.toString(Schema.migrations().size()));
  }

  @Test
  void migrate_failedStep_saysWhyAndIsTakenAgain() throws IOException {
    Migration broken = new Migration(1, "001-a.sql", "SELECT * FROM nowhere;\n");
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> migrator(server, LONG, broken).migrate())
          .withMessageContaining("nowhere");
    }
    migrator(server, LONG, new Migration(1, "001-a.sql", COUNTING)).migrate();
    assertThat(endpoint.query("SELECT count() FROM runs")).isEqualTo("1");
  }

  @Test
  void migrate_collectorThatVanished_losesItsStep() throws IOException {
    migrator(server, LONG).migrate();
    endpoint.query(
        "INSERT INTO schema_migrations (version, name, attempt, state, claimant, at)"
            + " SELECT 1, '001-a.sql', 1, 'BEGUN', generateUUIDv4(), now64(3) - 60");
    migrator(server, Duration.ofSeconds(30), new Migration(1, "001-a.sql", COUNTING)).migrate();
    assertThat(endpoint.query("SELECT count() FROM runs")).isEqualTo("1");
    assertThat(endpoint.query("SELECT attempt FROM schema_migrations WHERE state = 'APPLIED'"))
        .isEqualTo("2");
  }

  @Test
  void migrate_newerSchema_refused() throws IOException {
    Migration first = new Migration(1, "001-a.sql", COUNTING);
    migrator(server, LONG, first, new Migration(2, "002-b.sql", "SELECT 1;\n")).migrate();
    assertRefused(
        migrator(server, LONG, first), ": 2 (expected: at most 1; it was made by a newer");
  }

  @Test
  void migrate_changedStep_refused() throws IOException {
    migrator(server, LONG, new Migration(1, "001-a.sql", COUNTING)).migrate();
    assertRefused(
        migrator(server, LONG, new Migration(1, "001-a.sql", COUNTING + "SELECT 1;\n")),
        "checksum of 001-a.sql");
    assertThat(endpoint.query("SELECT count() FROM runs")).isEqualTo("1");
  }

  @Test
  void migrate_otherTopology_refused() {
    Migration step = new Migration(1, "001-a.sql", "SELECT 1;\n");
    migrator(server, LONG, step).migrate();
    assertRefused(
        new Migrator(server, endpoint.database(), TestServers.shards("two"), List.of(step), LONG),
        "topology of 001-a.sql in database " + endpoint.database() + ": single (expected: shards");
  }

  private static void assertRefused(Migrator migrator, String message) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(migrator::migrate)
        .withMessageContaining(message)
        .extracting(StorageException::family)
        .isEqualTo(Family.INVALID);
  }

  private Migrator migrator() {
    return new Migrator(server, endpoint.database(), Topology.single());
  }

  private Migrator migrator(ClickHouseServer one, Duration abandoned, Migration... steps) {
    return new Migrator(one, endpoint.database(), Topology.single(), List.of(steps), abandoned);
  }

  private interface Work {
    void run(ClickHouseServer server);
  }

  /** All begin together, each over a connection of its own. */
  private void inParallel(int workers, Work work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        all.add(
            executor.submit(
                () -> {
                  try (ClickHouseServer own = TestServers.open(endpoint)) {
                    start.await();
                    work.run(own);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : all) {
        one.get(2, TimeUnit.MINUTES);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
