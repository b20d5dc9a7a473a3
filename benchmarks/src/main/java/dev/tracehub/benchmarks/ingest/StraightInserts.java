/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends inserts into tables of the store's schema, with nothing in front of the server: as fast as
 * it takes them.
 */
final class StraightInserts {

  /** The database with the tables. */
  static final String DATABASE = "straight";

  private static final int WARM = 3;

  private final LocalClickHouse clickHouse;

  StraightInserts(LocalClickHouse clickHouse) {
    this.clickHouse = clickHouse;
    try (Storage store = store(clickHouse.httpUrl())) {
      if (!store.check().isOk()) {
        throw new IllegalStateException("the store cannot be opened");
      }
    }
  }

  /** Sends the inserts of blocks, so many blocks at a time, into empty tables. */
  IntoClickHouse measure(List<List<RowInsert>> blocks, int lanes)
      throws IOException, InterruptedException, ExecutionException {
    empty();
    send(blocks.subList(0, WARM), 1);
    ServerMeter meter = ServerMeter.start(clickHouse, DATABASE);
    List<List<RowInsert>> measured = blocks.subList(WARM, blocks.size());
    send(measured, lanes);
    long bytes =
        measured.stream().flatMap(List::stream).mapToLong(insert -> insert.body().size()).sum();
    return meter.stop().withWireBytes(bytes);
  }

  private void send(List<List<RowInsert>> blocks, int lanes)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(lanes);
    List<Future<?>> running = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      running.add(
          threads.submit(
              () -> {
                for (int i = next.getAndIncrement();
                    i < blocks.size();
                    i = next.getAndIncrement()) {
                  blocks.get(i).forEach(insert -> insert.send(clickHouse.httpUrl(), DATABASE));
                }
              }));
    }
    threads.shutdown();
    for (Future<?> lane : running) {
      lane.get();
    }
  }

  /** Removes rows, and what the tables remember of tokens. */
  private void empty() throws IOException {
    String tables =
        clickHouse
            .endpoint()
            .query(
                "SELECT name FROM system.tables WHERE database = '"
                    + DATABASE
                    + "' AND engine LIKE '%MergeTree' AND name != 'schema_migrations'");
    for (String table : tables.split("\n", -1)) {
      clickHouse.endpoint().query("TRUNCATE TABLE " + DATABASE + "." + table);
    }
  }

  private static Storage store(URI server) {
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals("clickhouse"))
        .findFirst()
        .orElseThrow()
        .create(
            new StorageSettings(
                Map.of("url", server.toString(), "database", DATABASE), Optional.empty()));
  }
}
