/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.benchmarks.Machine;
import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import dev.tracehub.storage.Storage;
import dev.tracehub.storage.StorageProvider;
import dev.tracehub.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tracehub bench clickhouse}. */
@Command(
    name = "clickhouse",
    description =
        "From the sender into ClickHouse, beside the same blocks sent straight into the same server.",
    mixinStandardHelpOptions = true)
public final class ClickHouseBenchmark implements Callable<Integer> {

  private static final int BATCH = 512;
  private static final int STREAMS = 8;
  private static final int BLOCKS = 20;

  @Option(names = "--seconds", defaultValue = "20", description = "How long the sender sends.")
  private int seconds = 20;

  @Option(names = "--warmup", defaultValue = "10", description = "Seconds of load before.")
  private int warmup = 10;

  @Option(names = "--span-bytes", defaultValue = "1024", description = "Size of a span.")
  private int spanBytes = 1024;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    System.out.println(Machine.describe());
    Path folder = Files.createTempDirectory("tracehub-bench-clickhouse");
    LocalClickHouseOptions options = LocalClickHouseOptions.in(folder.resolve("clickhouse"));
    try (LocalClickHouse clickHouse = LocalClickHouse.start(options)) {
      System.out.printf(
          "%n%-34s %10s %22s %22s %12s%n",
          "", "spans/s", "collector CPU s/M", "ClickHouse CPU s/M", "B/span disk");
      double rate = endToEnd(folder, clickHouse);
      double ceiling = straight(clickHouse);
      System.out.printf("%nend to end / straight: %.0f%%%n", 100 * rate / ceiling);
    }
    return 0;
  }

  private double endToEnd(Path folder, LocalClickHouse clickHouse)
      throws IOException, InterruptedException, ExecutionException {
    AtomicLong batches = new AtomicLong();
    Load load = new Load(Protocol.OWN, spanBytes, BATCH, STREAMS, Duration.ofSeconds(seconds), 0);
    try (CollectorUnderLoad collector = new CollectorUnderLoad(folder, clickHouse.httpUrl())) {
      LoadRun.run(load.during(Duration.ofSeconds(warmup)), collector.port(), batches);
      collector.awaitStored();
      OsProcess server = new OsProcess(clickHouse.pid());
      double collectorCpu = collector.process().cpuSeconds();
      double serverCpu = server.cpuSeconds();
      long start = System.nanoTime();
      LoadRun.Outcome outcome = LoadRun.run(load, collector.port(), batches);
      collector.awaitStored();
      double wall = (System.nanoTime() - start) / 1e9;
      double millions = outcome.spans() / 1e6;
      double rate = outcome.spans() / wall;
      System.out.printf(
          "%-34s %,10.0f %22.2f %22.2f %12.1f%n",
          "sender, collector, ClickHouse",
          rate,
          (collector.process().cpuSeconds() - collectorCpu) / millions,
          (server.cpuSeconds() - serverCpu) / millions,
          bytesOnDisk(clickHouse, "tracehub"));
      System.out.printf(
          "%-34s %,d spans in %.1f s (acknowledged in %.1f s); peak memory: collector %d MiB,"
              + " ClickHouse %d MiB%n",
          "",
          outcome.spans(),
          wall,
          outcome.seconds(),
          collector.process().peakMebibytes(),
          server.peakMebibytes());
      return rate;
    }
  }

  private double straight(LocalClickHouse clickHouse) throws IOException {
    RawBlocks blocks = RawBlocks.read(clickHouse.httpUrl(), "tracehub", BLOCKS);
    try (Storage store = store(clickHouse)) {
      if (!store.check().isOk()) {
        throw new IllegalStateException("the store cannot be opened");
      }
    }
    blocks.send("ceiling", "warm");
    OsProcess server = new OsProcess(clickHouse.pid());
    double cpu = server.cpuSeconds();
    int rounds = 3;
    double wall = 0;
    for (int round = 0; round < rounds; round++) {
      wall += blocks.send("ceiling", "round-" + round);
    }
    long spans = rounds * blocks.spans();
    System.out.printf(
        "%-34s %,10.0f %22s %22.2f %12.1f%n",
        "the same blocks, straight",
        spans / wall,
        "",
        (server.cpuSeconds() - cpu) / spans * 1e6,
        bytesOnDisk(clickHouse, "ceiling"));
    System.out.printf(
        "%-34s %d blocks of %,d spans, %,d bytes each, Native%n",
        "", BLOCKS, blocks.spans() / BLOCKS, blocks.bytes() / BLOCKS);
    return spans / wall;
  }

  private static Storage store(LocalClickHouse clickHouse) {
    return ServiceLoader.load(StorageProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals("clickhouse"))
        .findFirst()
        .orElseThrow()
        .create(
            new StorageSettings(
                Map.of("url", clickHouse.httpUrl().toString(), "database", "ceiling"),
                Optional.empty()));
  }

  private static double bytesOnDisk(LocalClickHouse clickHouse, String database)
      throws IOException {
    String answer =
        clickHouse
            .endpoint()
            .query(
                "SELECT sum(bytes_on_disk) / (SELECT count() FROM "
                    + database
                    + ".spans) FROM system.parts WHERE active AND database = '"
                    + database
                    + "'");
    return Double.parseDouble(answer.strip());
  }
}
