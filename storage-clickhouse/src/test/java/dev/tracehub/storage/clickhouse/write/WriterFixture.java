/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.storage.Block;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.StoredRecord;
import dev.tracehub.storage.WriteResult;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.Migrator;
import dev.tracehub.storage.clickhouse.schema.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A writer over a migrated database, and the answers of SQL. */
final class WriterFixture implements AutoCloseable {

  /** Everything that is counted once per span, in the source and in the targets of views. */
  static final String COUNTS =
      "SELECT (SELECT count() FROM spans), (SELECT sum(spans) FROM trace_summary),"
          + " (SELECT sum(calls) FROM red_1m), (SELECT sum(calls) FROM red_1h),"
          + " (SELECT sum(calls) FROM operations)";

  private static final int RETENTION_DAYS = 400;

  private final ClickHouseEndpoint endpoint;
  private final ClickHouseServer server;
  private final Lane inserts = new Lane("test", "insert", 1);
  private final BlockStore writer;
  private int blocks;

  WriterFixture(ClickHouseEndpoint endpoint) {
    this(endpoint, endpoint.url(), Map.of());
  }

  /** A writer that reaches the endpoint's server through another address. */
  WriterFixture(ClickHouseEndpoint endpoint, URI through, Map<String, String> more) {
    this.endpoint = endpoint;
    migrate(endpoint);
    this.server = new ClickHouseServer(settings(endpoint, through, more));
    this.writer = new BlockStore(server, inserts, RETENTION_DAYS);
  }

  static ClickHouseSettings settings(
      ClickHouseEndpoint endpoint, URI url, Map<String, String> more) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "url", url.toString(),
                "user", endpoint.user(),
                "password", endpoint.password(),
                "database", endpoint.database()));
    values.putAll(more);
    return ClickHouseSettings.of(new StorageSettings(values, Optional.empty()));
  }

  private static void migrate(ClickHouseEndpoint endpoint) {
    ClickHouseSettings direct = settings(endpoint, endpoint.url(), Map.of());
    try (ClickHouseServer server = new ClickHouseServer(direct)) {
      new Migrator(server, endpoint.database(), Topology.of(direct)).migrate();
    }
  }

  /** Removes all rows, and what the tables remember of blocks. */
  void empty() {
    String tables =
        "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'";
    for (String table : sql(tables).split("\n")) {
      if (!table.equals("schema_migrations")) {
        sql("TRUNCATE TABLE " + table);
      }
    }
  }

  ClickHouseServer server() {
    return server;
  }

  WriteResult write(Block block) {
    return writer.write(block);
  }

  WriteResult write(List<StoredRecord> records) {
    return write(new Block("block-" + ++blocks, records));
  }

  WriteResult write(StoredRecord... records) {
    return write(List.of(records));
  }

  /** What the server answers when it is asked directly. */
  String sql(String question) {
    try {
      return endpoint.query(question);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    inserts.close();
    server.close();
  }
}
