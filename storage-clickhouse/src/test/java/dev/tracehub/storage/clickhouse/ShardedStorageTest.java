/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.clickhouse.local.ClickHouseCluster;
import dev.tracehub.clickhouse.local.ClickHouseEndpoint;
import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.schema.Migrator;
import dev.tracehub.storage.clickhouse.schema.TestServers;
import dev.tracehub.storage.clickhouse.schema.Topology;
import dev.tracehub.storage.testkit.EstimateContract;
import dev.tracehub.storage.testkit.GroupingContract;
import dev.tracehub.storage.testkit.MeasureContract;
import dev.tracehub.storage.testkit.OpenSpanContract;
import dev.tracehub.storage.testkit.PagingContract;
import dev.tracehub.storage.testkit.RandomizedContract;
import dev.tracehub.storage.testkit.SampledCorrectionContract;
import dev.tracehub.storage.testkit.SamplingContract;
import dev.tracehub.storage.testkit.SessionContract;
import dev.tracehub.storage.testkit.SideRecordContract;
import dev.tracehub.storage.testkit.SpanWriterContract;
import dev.tracehub.storage.testkit.TraceReaderContract;
import dev.tracehub.storage.testkit.TraceSearchContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * What of the contract a cluster could answer otherwise than a server, on two real shards: which
 * records are held, what belongs to a trace, and whatever is gathered from more than one shard.
 */
class ShardedStorageTest {

  private static final Topology TWO_SHARDS = TestServers.shards("two");
  private static final long MEMORY = 768L << 20;

  /** A test has two stores at most. */
  private static final List<String> DATABASES = List.of("one", "other");

  @TempDir private static Path folder;

  private static final List<LocalClickHouse> SHARDS = new ArrayList<>();
  private static int stores;

  @BeforeAll
  static void startShards() throws IOException {
    ClickHouseCluster cluster =
        new ClickHouseCluster(
            "two", List.of(LocalClickHouse.freePort(), LocalClickHouse.freePort()));
    for (int port : cluster.tcpPorts()) {
      SHARDS.add(
          LocalClickHouse.start(
              LocalClickHouseOptions.in(folder.resolve("shard-" + port))
                  .withPorts(0, port)
                  .withMemoryBytes(MEMORY)
                  .withCluster(cluster)));
    }
    for (LocalClickHouse shard : SHARDS) {
      DATABASES.forEach(database -> migrate(shard.endpoint().withDatabase(database)));
    }
  }

  @AfterAll
  static void stopShards() throws IOException {
    for (LocalClickHouse shard : SHARDS) {
      shard.close();
    }
  }

  @Nested
  class Writes extends SpanWriterContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class SideRecords extends SideRecordContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class Traces extends TraceReaderContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class OpenSpans extends OpenSpanContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class TraceSearch extends TraceSearchContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class Sessions extends SessionContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class Paging extends PagingContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class Measures extends MeasureContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class Sampling extends SamplingContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class SampledCorrections extends SampledCorrectionContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class Estimates extends EstimateContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  @Nested
  class Grouping extends GroupingContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  /** Some 20,000 questions, each of which goes over the wire three times. */
  @Tag("long")
  @Nested
  class Randomized extends RandomizedContract {
    @Override
    public Storage newStorage() {
      return store();
    }
  }

  private static Storage store() {
    String database = DATABASES.get(stores++ % DATABASES.size());
    for (LocalClickHouse shard : SHARDS) {
      TestServers.empty(shard.endpoint().withDatabase(database));
    }
    ClickHouseEndpoint any = SHARDS.get(stores % SHARDS.size()).endpoint().withDatabase(database);
    return new ClickHouseStorage(TestServers.settings(any), TWO_SHARDS, Optional.empty());
  }

  /** Without a Keeper no statement reaches every node, so that each is migrated by itself. */
  private static void migrate(ClickHouseEndpoint endpoint) {
    try (ClickHouseServer server = new ClickHouseServer(TestServers.settings(endpoint))) {
      new Migrator(server, endpoint.database(), TWO_SHARDS).migrate();
    }
  }
}
