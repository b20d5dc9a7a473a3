/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks;

import dev.tracehub.benchmarks.client.ClientBenchmark;
import dev.tracehub.benchmarks.ingest.ClickHouseBenchmark;
import dev.tracehub.benchmarks.ingest.IngestBenchmark;
import dev.tracehub.benchmarks.masking.MaskingBenchmark;
import dev.tracehub.benchmarks.memory.MemoryStoreBenchmark;
import dev.tracehub.benchmarks.questions.QuestionBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tracehub bench}. */
@Command(
    name = "bench",
    description = "Measures Tracehub on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestBenchmark.class,
      ClientBenchmark.class,
      MemoryStoreBenchmark.class,
      ClickHouseBenchmark.class,
      QuestionBenchmark.class,
      MaskingBenchmark.class
    })
public final class Bench implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Bench() {}

  /** Runs a benchmark and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
