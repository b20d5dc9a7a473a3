/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse;

import dev.tracehub.storage.Analytics;
import dev.tracehub.storage.CheckResult;
import dev.tracehub.storage.Lane;
import dev.tracehub.storage.RecordStore;
import dev.tracehub.storage.SideRecordSearch;
import dev.tracehub.storage.SpanSearch;
import dev.tracehub.storage.SpanWriter;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageCapabilities;
import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.StorageStats;
import dev.tracehub.storage.TraceReader;
import dev.tracehub.storage.clickhouse.aggregate.Aggregates;
import dev.tracehub.storage.clickhouse.aggregate.Completion;
import dev.tracehub.storage.clickhouse.client.ClickHouseServer;
import dev.tracehub.storage.clickhouse.documents.Documents;
import dev.tracehub.storage.clickhouse.read.EvaluationPages;
import dev.tracehub.storage.clickhouse.read.GroupPages;
import dev.tracehub.storage.clickhouse.read.MetricPages;
import dev.tracehub.storage.clickhouse.read.SpanPages;
import dev.tracehub.storage.clickhouse.read.TraceQueries;
import dev.tracehub.storage.clickhouse.schema.Migrator;
import dev.tracehub.storage.clickhouse.schema.Topology;
import dev.tracehub.storage.clickhouse.sql.Parameters;
import dev.tracehub.storage.clickhouse.sql.Queries;
import dev.tracehub.storage.clickhouse.write.BlockStore;
import dev.tracehub.storage.clickhouse.write.Purge;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The store in ClickHouse. Nothing is asked of the server before the first call, which brings its
 * schema up to date. Blocks, questions and documents have threads of their own, so that none waits
 * for another sort.
 */
final class ClickHouseStorage implements Storage {

  /** One at a time keeps the order of blocks and bounds what is encoded at once. */
  private static final int WRITE_THREADS = 1;

  private static final int QUERY_THREADS = 8;
  private static final int DOCUMENT_THREADS = 2;

  /** The most memory that a question may take on the server. */
  private static final long QUERY_MEMORY_BYTES = 1L << 30;

  private final ClickHouseSettings settings;
  private final Topology topology;
  private final Optional<ServerBeside> beside;
  private final ClickHouseServer server;
  private final Queries queries;
  private final Lane writing = new Lane(ClickHouseSettings.NAME, "write", WRITE_THREADS);
  private final Lane inserting = new Lane(ClickHouseSettings.NAME, "insert", WRITE_THREADS);
  private final Lane reading = new Lane(ClickHouseSettings.NAME, "query", QUERY_THREADS);
  private final Lane besides = new Lane(ClickHouseSettings.NAME, "beside", 2 * QUERY_THREADS);
  private final Lane documenting = new Lane(ClickHouseSettings.NAME, "documents", DOCUMENT_THREADS);
  private volatile boolean migrated;
  private volatile StorageStats lastStats = new StorageStats(0, 0, 0, 0);

  /**
   * A store that has asked nothing yet.
   *
   * @param topology how the tables are spread
   * @param beside the server that belongs to the store, if it does
   */
  ClickHouseStorage(ClickHouseSettings settings, Topology topology, Optional<ServerBeside> beside) {
    this.settings = settings;
    this.topology = topology;
    this.beside = beside;
    this.server = new ClickHouseServer(settings);
    this.queries = new Queries(server, besides, QUERY_MEMORY_BYTES, settings.queryTimeout());
  }

  @Override
  public String name() {
    return ClickHouseSettings.NAME;
  }

  @Override
  public CheckResult check() {
    try {
      reading.run(open(this::measure)).toCompletableFuture().join();
      return CheckResult.ok();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return CheckResult.failed(String.valueOf(cause.getMessage()));
    }
  }

  @Override
  public StorageCapabilities capabilities() {
    return new StorageCapabilities(true, true);
  }

  @Override
  public SpanWriter writer() {
    BlockStore blocks = new BlockStore(server, inserting, settings.retentionDays());
    return new ClickHouseSpanWriter(writing, open(() -> blocks));
  }

  @Override
  public TraceReader traces() {
    TraceQueries traces = new TraceQueries(queries);
    return new ClickHouseTraceReader(reading, open(() -> traces));
  }

  @Override
  public SpanSearch search() {
    SpanPages spans = new SpanPages(queries);
    GroupPages groups = new GroupPages(queries, new TraceQueries(queries));
    return new ClickHouseSpanSearch(reading, open(() -> spans), open(() -> groups));
  }

  @Override
  public SideRecordSearch sideRecords() {
    EvaluationPages evaluations = new EvaluationPages(queries);
    MetricPages metrics = new MetricPages(queries);
    return new ClickHouseSideRecordSearch(reading, open(() -> evaluations), open(() -> metrics));
  }

  @Override
  public Analytics analytics() {
    Aggregates aggregates = new Aggregates(queries);
    Completion completion = new Completion(queries);
    return new ClickHouseAnalytics(reading, open(() -> aggregates), open(() -> completion));
  }

  @Override
  public RecordStore records() {
    Documents documents = new Documents(server, queries, Clock.systemUTC());
    return new ClickHouseRecordStore(documenting, open(() -> documents));
  }

  @Override
  public CompletionStage<Boolean> purge(String project) {
    Purge purge = new Purge(server, queries, topology);
    return documenting.run(open(() -> purge.of(project)));
  }

  /** As the server last said; while it does not answer, what it said before. */
  @Override
  public StorageStats stats() {
    try {
      lastStats = reading.run(open(this::measure)).toCompletableFuture().join();
    } catch (CompletionException e) {
      // Whoever wants to know whether the store works asks check().
    }
    return lastStats;
  }

  @Override
  public void close() {
    writing.close();
    inserting.close();
    reading.close();
    besides.close();
    documenting.close();
    server.close();
    beside.ifPresent(ServerBeside::close);
  }

  private <T> Supplier<T> open(Supplier<T> part) {
    return () -> {
      beside.ifPresent(ServerBeside::ensure);
      migrate();
      return part.get();
    };
  }

  private void migrate() {
    if (!migrated) {
      synchronized (this) {
        if (!migrated) {
          new Migrator(server, settings.database(), topology).migrate();
          migrated = true;
        }
      }
    }
  }

  private StorageStats measure() {
    return queries
        .first(
            "SELECT toInt64(sumIf(rows, table IN ('spans', 'spans_local'))) AS spans,"
                + " toInt64(sum(bytes_on_disk)) AS bytes FROM system.parts"
                + " WHERE active AND database = currentDatabase()",
            new Parameters(),
            row -> new StorageStats(row.whole("spans"), row.whole("bytes"), 0, 0))
        .orElseThrow(() -> StorageException.internal("system.parts has no answer"));
  }
}
