/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench ingest}: how fast spans are taken, stage by stage and by size, batch and streams.
 */
@Command(
    name = "ingest",
    description =
        "Spans per second and per core-second, latency of acknowledgements, bytes allocated per span.",
    mixinStandardHelpOptions = true)
public final class IngestBenchmark implements Callable<Integer> {

  private static final List<Integer> SIZES = List.of(512, 1024, 4096, 16_384);
  private static final List<Integer> STREAMS = List.of(1, 16);
  private static final Duration WARM_SLICE = Duration.ofSeconds(2);
  private static final int MOST_WARM_SLICES = 20;
  private static final int MOST_COMPILE_PERCENT = 2;

  @Option(names = "--seconds", defaultValue = "5", description = "How long each load runs.")
  private int seconds = 5;

  @Option(
      names = "--warmup",
      defaultValue = "8",
      description = "Least seconds of load before the first.")
  private int warmup = 8;

  @Option(names = "--stages-only", description = "Leave the matrix of sizes out.")
  private boolean stagesOnly;

  @Option(names = "--matrix-only", description = "Leave the stages out.")
  private boolean matrixOnly;

  @Option(
      names = "--batches",
      split = ",",
      defaultValue = "64,512",
      description = "Spans a batch in the matrix.")
  private int[] batches = {64, 512};

  @Option(names = "--stages", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
  private Stage[] stages = Stage.values();

  @Option(names = "--protocols", split = ",", description = "Only: ${COMPLETION-CANDIDATES}.")
  private Protocol[] protocols = Protocol.values();

  @Option(names = "--folder", description = "Where the journals are. Default: build folder.")
  private Path folder = Path.of("target");

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Files.createDirectories(folder);
    System.out.println(Machine.describe());
    System.out.println("journal on: " + Files.getFileStore(folder));
    System.out.println();
    System.out.println(
        "call: from sending a call (own protocol: 2,048 spans, otlp: 512) to its answer, calls sent"
            + " as fast as they are answered");
    System.out.println(
        "half load: from the instant at which a batch was due to its acknowledgement, batches sent"
            + " one by one at even distances, at half the rate before it");
    System.out.println();
    if (!matrixOnly) {
      for (Protocol protocol : protocols) {
        stages(protocol);
      }
    }
    if (!stagesOnly) {
      matrix();
    }
    return 0;
  }

  private void stages(Protocol protocol)
      throws IOException, InterruptedException, ExecutionException {
    System.out.println(
        "Stage by stage, " + protocol.label() + ", 1 KB spans, 512 a batch, 16 streams");
    System.out.println(Line.HEADINGS);
    Load load = new Load(protocol, 1024, 512, 16, Duration.ofSeconds(seconds), 0);
    for (Stage stage : stages) {
      try (StageProcess server = new StageProcess(stage, folder)) {
        warm(load, server);
        Line full = measure(load, server);
        long half = full.spansPerSecond() / 2;
        Line atHalf = measure(load.atRate(half), server);
        System.out.println(full.text(stage.label()) + atHalf.latencies());
      }
    }
    System.out.println();
  }

  private void matrix() throws IOException, InterruptedException, ExecutionException {
    System.out.println("Whole path with the memory store");
    System.out.println(Line.HEADINGS);
    for (Protocol protocol : protocols) {
      for (int size : SIZES) {
        matrix(protocol, size);
      }
    }
  }

  private void matrix(Protocol protocol, int size)
      throws IOException, InterruptedException, ExecutionException {
    try (StageProcess server = new StageProcess(Stage.MEMORY, folder)) {
      warm(new Load(protocol, size, 512, 16, Duration.ofSeconds(seconds), 0), server);
      for (int batch : batches) {
        for (int streams : STREAMS) {
          Load load = new Load(protocol, size, batch, streams, Duration.ofSeconds(seconds), 0);
          Line full = measure(load, server);
          Line half = measure(load.atRate(full.spansPerSecond() / 2), server);
          String label =
              String.format(
                  Locale.ROOT,
                  "%s %.1f KB, %d/batch, %d",
                  protocol.label(),
                  size / 1024.0,
                  batch,
                  streams);
          System.out.println(full.text(label) + half.latencies());
        }
      }
    }
  }

  /** Loads until the compiler has little left to do: its time would count as that of the path. */
  private void warm(Load load, StageProcess server)
      throws InterruptedException, ExecutionException {
    run(load.during(Duration.ofSeconds(warmup)), server);
    Load slice = load.during(WARM_SLICE);
    for (int slices = 0; slices < MOST_WARM_SLICES; slices++) {
      ProcessUse before = server.use();
      run(slice, server);
      long compiled = server.use().minus(before).compileMillis();
      if (compiled * 100 < WARM_SLICE.toMillis() * MOST_COMPILE_PERCENT) {
        return;
      }
    }
  }

  private static LoadRun.Outcome run(Load load, StageProcess server)
      throws InterruptedException, ExecutionException {
    LoadRun.Outcome outcome = LoadRun.run(load, server.port(), server.spanNumber());
    server.settle();
    return outcome;
  }

  private static Line measure(Load load, StageProcess server)
      throws InterruptedException, ExecutionException {
    ProcessUse before = server.use();
    LoadRun.Outcome outcome = run(load, server);
    return new Line(outcome, server.use().minus(before));
  }
}
