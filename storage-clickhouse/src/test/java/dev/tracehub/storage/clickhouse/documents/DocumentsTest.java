/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.TestClickHouse;
import dev.tracehub.storage.Document;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.StorageSettings;
import dev.tracehub.storage.clickhouse.ClickHouseSettings;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.Migrator;
import dev.tracehub.storage.clickhouse.schema.Topology;
import dev.tracehub.storage.clickhouse.sql.Queries;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two stores over one database, as two collectors have them. */
class DocumentsTest {

  private static final int ROUNDS = 30;

  private static TestClickHouse.Database database;
  private static ClickHouseServer oneServer;
  private static ClickHouseServer otherServer;
  private static Documents one;
  private static Documents other;

  @BeforeAll
  static void open() {
    database = TestClickHouse.createDatabase();
    oneServer = server(database.endpoint());
    otherServer = server(database.endpoint());
    new Migrator(
            oneServer, database.endpoint().database(), Topology.of(settings(database.endpoint())))
        .migrate();
    one = documents(oneServer);
    other = documents(otherServer);
  }

  @AfterAll
  static void close() {
    oneServer.close();
    otherServer.close();
    database.close();
  }

  @Test
  void racingStores_exactlyOneWinsEachVersion() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    try {
      for (long version = 0; version < ROUNDS; version++) {
        long expected = version;
        CompletableFuture<Optional<Document>> first =
            CompletableFuture.supplyAsync(() -> put(one, start, expected, "one"), threads);
        CompletableFuture<Optional<Document>> second =
            CompletableFuture.supplyAsync(() -> put(other, start, expected, "other"), threads);
        Optional<Document> ofOne = first.get(60, TimeUnit.SECONDS);
        Optional<Document> ofOther = second.get(60, TimeUnit.SECONDS);
        assertThat(List.of(ofOne.isPresent(), ofOther.isPresent()))
            .as("winners of version %d", version + 1)
            .containsExactlyInAnyOrder(true, false);
        Document won = ofOne.or(() -> ofOther).orElseThrow();
        assertThat(won.version()).isEqualTo(version + 1);
        assertThat(one.get("kind", "raced")).contains(won);
        assertThat(other.list("kind")).containsExactly(won);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void kindAndId_doNotRunTogether() {
    assertThat(one.put(new Document("a", "bc", 0, ByteString.EMPTY))).isPresent();
    assertThat(other.put(new Document("ab", "c", 0, ByteString.EMPTY))).isPresent();
  }

  private static Optional<Document> put(
      Documents documents, CyclicBarrier start, long version, String body) {
    try {
      start.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return documents.put(
        new Document("kind", "raced", version, ByteString.copyFromUtf8(body + version)));
  }

  private static Documents documents(ClickHouseServer server) {
    Queries queries =
        new Queries(server, new Lane("test", "beside", 1), 1L << 28, Duration.ofSeconds(30));
    return new Documents(server, queries, Clock.systemUTC());
  }

  private static ClickHouseServer server(ClickHouseEndpoint endpoint) {
    return new ClickHouseServer(settings(endpoint));
  }

  private static ClickHouseSettings settings(ClickHouseEndpoint endpoint) {
    return ClickHouseSettings.of(
        new StorageSettings(
            Map.of(
                "url", endpoint.url().toString(),
                "user", endpoint.user(),
                "password", endpoint.password(),
                "database", endpoint.database()),
            Optional.empty()));
  }
}
