/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.benchmarks.Machine;
import dev.tracehub.clickhouse.local.LocalClickHouse;
import dev.tracehub.clickhouse.local.LocalClickHouseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tracehub bench clickhouse}. */
@Command(
    name = "clickhouse",
    description = {
      "From the sender into ClickHouse, beside the same inserts sent straight into the same"
          + " server.",
      "Inserts are recorded first, from a collector that is not measured."
    },
    mixinStandardHelpOptions = true)
public final class ClickHouseBenchmark implements Callable<Integer> {

  private static final int BATCH = 512;
  private static final int STREAMS = 8;

  @Option(names = "--spans", defaultValue = "400000", description = "Spans end to end.")
  private long spans;

  @Option(names = "--warmup", defaultValue = "150000", description = "Spans before.")
  private long warmup;

  @Option(names = "--straight", defaultValue = "260000", description = "Spans of a straight row.")
  private long straight;

  @Option(
      names = "--rate",
      defaultValue = "60000",
      description = "Spans a second from the sender: more than can be stored.")
  private long rate;

  @Option(names = "--span-bytes", defaultValue = "1024", description = "Size of a span.")
  private int spanBytes;

  @Option(
      names = "--collector-options",
      split = " ",
      description = "Options of the collector's virtual machine besides its heap.")
  private List<String> collectorOptions = List.of();

  @Option(
      names = "--compression",
      split = ",",
      defaultValue = "lz4",
      description = "How the collector compresses: lz4, zstd, none, or several, one after another.")
  private List<String> compressions = List.of();

  @Option(names = "--formats", description = "Also other formats of the same rows.")
  private boolean formats;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    System.out.println(Machine.describe());
    Path folder = Files.createTempDirectory("tracehub-bench-clickhouse");
    LocalClickHouseOptions options = LocalClickHouseOptions.in(folder.resolve("clickhouse"));
    try (LocalClickHouse clickHouse = LocalClickHouse.start(options)) {
      for (String compression : compressions) {
        measure(folder.resolve(compression), clickHouse, compression);
      }
    }
    return 0;
  }

  private void measure(Path folder, LocalClickHouse clickHouse, String compression)
      throws IOException, InterruptedException, ExecutionException {
    String recorded = "recorded_" + compression;
    List<List<RowInsert>> blocks = record(folder.resolve("r"), clickHouse, recorded, compression);
    System.out.printf("%n%s: %d blocks recorded%n", compression, blocks.size());
    IntoClickHouse.printHead();
    IntoClickHouse through = endToEnd(folder.resolve("m"), clickHouse, compression);
    StraightInserts inserts = new StraightInserts(clickHouse);
    IntoClickHouse ceiling = inserts.measure(blocks, 1);
    ceiling.print("the same inserts, straight, 1 at a time");
    IntoClickHouse two = inserts.measure(blocks, 2);
    two.print("the same inserts, straight, 2 at a time");
    if (formats) {
      for (WireFormat format : WireFormat.values()) {
        inserts
            .measure(format.blocks(clickHouse.httpUrl(), recorded), 1)
            .print("rewritten by the server as " + format);
      }
    }
    System.out.printf(
        "%nend to end / straight: %.0f%%%n",
        100 * through.rate() / Math.max(ceiling.rate(), two.rate()));
  }

  private List<List<RowInsert>> record(
      Path folder, LocalClickHouse clickHouse, String database, String compression)
      throws IOException, InterruptedException, ExecutionException {
    try (RecordingRelay relay = new RecordingRelay(clickHouse.httpUrl());
        CollectorUnderLoad collector =
            new CollectorUnderLoad(folder, relay.url(), database, compression, List.of())) {
      LoadRun.run(load(straight), collector.port(), new AtomicLong());
      collector.awaitStored();
      return relay.blocks();
    }
  }

  private IntoClickHouse endToEnd(Path folder, LocalClickHouse clickHouse, String compression)
      throws IOException, InterruptedException, ExecutionException {
    String database = "measured_" + compression;
    AtomicLong batches = new AtomicLong();
    try (CollectorUnderLoad collector =
        new CollectorUnderLoad(
            folder, clickHouse.httpUrl(), database, compression, collectorOptions)) {
      LoadRun.run(load(warmup), collector.port(), batches);
      collector.awaitStored();
      ServerMeter meter = ServerMeter.start(clickHouse, database);
      double cpu = collector.process().cpuSeconds();
      LoadRun.run(load(spans), collector.port(), batches);
      collector.awaitStored();
      IntoClickHouse outcome =
          meter.stop().withCollectorCpuSeconds(collector.process().cpuSeconds() - cpu);
      outcome.print("sender, collector, ClickHouse");
      System.out.printf(
          "%-42s peak memory of the collector: %d MiB, heap %s%n",
          "", collector.process().peakMebibytes(), CollectorUnderLoad.HEAP);
      return outcome;
    }
  }

  private Load load(long count) {
    return new Load(
        Protocol.OWN, spanBytes, BATCH, STREAMS, Duration.ofMillis(count * 1000 / rate), rate);
  }
}
