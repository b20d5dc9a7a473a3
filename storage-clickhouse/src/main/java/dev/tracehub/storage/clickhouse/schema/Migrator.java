/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.schema;

import com.clickhouse.client.api.query.GenericRecord;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema of a database to the version that this program knows.
 *
 * <p>Several programs may do so at the same time. ClickHouse has no locks; what it has is that of
 * several inserts under one deduplication token the first one stays. So a step is taken by whoever
 * inserted its row first; the others wait for the row that says that it was applied. A program that
 * fails says so, and one that vanishes loses the step after a while: then another takes it again,
 * which its statements allow.
 */
public final class Migrator {

  private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

  private static final Duration ABANDONED = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 100;

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS schema_migrations ${on_cluster} (
        version UInt32,
        name String,
        checksum String,
        topology String,
        attempt UInt32,
        state Enum8('BEGUN' = 1, 'FAILED' = 2, 'APPLIED' = 3),
        claimant UUID,
        at DateTime64(3, 'UTC')
      )
      ENGINE = ${replicated}MergeTree${everywhere}
      ORDER BY (version, attempt, state)
      SETTINGS ${dedup}, index_granularity = 1024;
      """;

  private static final String INSERT =
      "INSERT INTO schema_migrations"
          + " (version, name, checksum, topology, attempt, state, claimant, at) SELECT"
          + " {version:UInt32}, {name:String}, {checksum:String}, {topology:String},"
          + " {attempt:UInt32}, {state:String}, {claimant:UUID}, now64(3)";

  private final ClickHouseServer server;
  private final String database;
  private final Topology topology;
  private final List<Migration> migrations;
  private final Duration abandoned;
  private final UUID self = UUID.randomUUID();

  /** Migrates with the steps that this version knows. Does no I/O. */
  public Migrator(ClickHouseServer server, String database, Topology topology) {
    this(server, database, topology, Schema.migrations(), ABANDONED);
  }

  Migrator(
      ClickHouseServer server,
      String database,
      Topology topology,
      List<Migration> migrations,
      Duration abandoned) {
    this.server = server;
    this.database = database;
    this.topology = topology;
    this.migrations = List.copyOf(migrations);
    this.abandoned = abandoned;
  }

  /**
   * Makes the database if it is missing and applies the steps that it has not seen. Blocks.
   *
   * @throws StorageException when the database has a newer schema, one whose steps were other ones,
   *     or one of another topology; or when a statement fails
   */
  public void migrate() {
    server.executeOutsideDatabase(
        "CREATE DATABASE IF NOT EXISTS "
            + database
            + " "
            + topology.placeholders().getOrDefault("on_cluster", ""));
    new Migration(0, "schema_migrations", TABLE).statements(topology).forEach(server::execute);
    requireKnown();
    for (Migration migration : migrations) {
      apply(migration);
    }
  }

  private void requireKnown() {
    List<GenericRecord> applied =
        server.query(
            "SELECT version, name, checksum, topology FROM schema_migrations"
                + " WHERE state = 'APPLIED' ORDER BY version",
            Map.of());
    for (GenericRecord row : applied) {
      int version = row.getInteger("version");
      Migration known =
          migrations.stream()
              .filter(migration -> migration.version() == version)
              .findFirst()
              .orElseThrow(() -> newer(version));
      requireSame(known.name(), "checksum", row.getString("checksum"), known.checksum());
      requireSame(known.name(), "topology", row.getString("topology"), topology.description());
    }
  }

  private StorageException newer(int version) {
    return StorageException.invalid(
        "schema version of database "
            + database
            + ": "
            + version
            + " (expected: at most "
            + migrations.get(migrations.size() - 1).version()
            + "; it was made by a newer Tracehub)");
  }

  private void requireSame(String step, String what, String applied, String known) {
    if (!applied.equals(known)) {
      throw StorageException.invalid(
          what
              + " of "
              + step
              + " in database "
              + database
              + ": "
              + applied
              + " (expected: "
              + known
              + ")");
    }
  }

  private void apply(Migration migration) {
    while (true) {
      State state = state(migration);
      if (state.applied()) {
        return;
      }
      if (state.isFree(abandoned) && claim(migration, state.attempt() + 1)) {
        run(migration, state.attempt() + 1);
        return;
      }
      pause();
    }
  }

  private void run(Migration migration, int attempt) {
    LOG.info("applying {} to database {}", migration.name(), database);
    try {
      for (String statement : migration.statements(topology)) {
        server.execute(statement);
      }
    } catch (StorageException e) {
      insert(migration, attempt, "FAILED");
      throw e;
    }
    insert(migration, attempt, "APPLIED");
  }

  /** Whether the row that was inserted first is ours. */
  private boolean claim(Migration migration, int attempt) {
    insert(migration, attempt, "BEGUN");
    List<GenericRecord> claims =
        server.query(
            "SELECT toString(claimant) AS claimant FROM schema_migrations"
                + " WHERE version = {version:UInt32} AND attempt = {attempt:UInt32}"
                + " AND state = 'BEGUN'",
            Map.of("version", migration.version(), "attempt", attempt));
    return claims.size() == 1 && claims.get(0).getString("claimant").equals(self.toString());
  }

  private void insert(Migration migration, int attempt, String state) {
    server.insertOnce(
        INSERT,
        Map.of(
            "version", migration.version(),
            "name", migration.name(),
            "checksum", migration.checksum(),
            "topology", topology.description(),
            "attempt", attempt,
            "state", state,
            "claimant", self.toString()),
        "migration-" + migration.version() + "-" + attempt + "-" + state);
  }

  private State state(Migration migration) {
    GenericRecord row =
        server
            .query(
                "SELECT countIf(state = 'APPLIED') > 0 AS applied,"
                    + " toInt32(max(attempt)) AS last,"
                    + " toInt64(dateDiff('millisecond', max(at), now64(3))) AS age,"
                    + " argMax(state, (attempt, state)) = 'FAILED' AS failed"
                    + " FROM schema_migrations WHERE version = {version:UInt32}",
                Map.of("version", migration.version()))
            .get(0);
    return new State(
        row.getBoolean("applied"),
        row.getInteger("last"),
        row.getBoolean("failed"),
        Duration.ofMillis(row.getLong("age")));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.internal("interrupted while another program migrates", e);
    }
  }

  /** How far a step is; attempt 0: nobody has begun it. */
  private record State(boolean applied, int attempt, boolean failed, Duration age) {

    boolean isFree(Duration abandoned) {
      return attempt == 0 || failed || age.compareTo(abandoned) > 0;
    }
  }
}
