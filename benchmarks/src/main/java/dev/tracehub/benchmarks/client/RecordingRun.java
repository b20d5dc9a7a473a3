/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.client;

import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link RecordingBenchmark} and prints a line for each trial.
 *
 * @param forks processes of each trial
 * @param warmup iterations of a second before the first that counts
 * @param iterations iterations of a second that count
 */
record RecordingRun(int forks, int warmup, int iterations) {

  static final String HEADINGS =
      String.format(
          Locale.ROOT,
          "%-28s %8s %12s %12s %16s %14s %12s %8s",
          "",
          "threads",
          "CPU ns/span",
          "wall ns/span",
          "(least-most)",
          "B/span thread",
          "B/span all",
          "lost %");

  String line(Library library, RecordingBenchmark.Pace pace, int threads) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(RecordingBenchmark.class.getName() + ".record")
            .param("library", library.name())
            .param("pace", pace.name())
            .threads(threads)
            .forks(forks)
            .warmupIterations(warmup)
            .measurementIterations(iterations)
            .warmupTime(TimeValue.seconds(1))
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .jvmArgs(ClientBenchmark.JVM_ARGUMENTS.toArray(String[]::new))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    RunResult result = new Runner(options).runSingle();
    double spans = score(result, "spans");
    Result<?> wall = result.getPrimaryResult();
    return String.format(
        Locale.ROOT,
        "%-28s %8d %12.0f %12.0f %16s %14.0f %12.0f %8.2f",
        library.label(),
        threads,
        score(result, "cpuNanos") / spans,
        wall.getScore(),
        range(wall),
        score(result, "bytes") / spans,
        score(result, "gc.alloc.rate.norm"),
        score(result, "lost") / spans * 100);
  }

  private static String range(Result<?> result) {
    return String.format(
        Locale.ROOT, "%.0f-%.0f", result.getStatistics().getMin(), result.getStatistics().getMax());
  }

  private static double score(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    if (found == null) {
      throw new IllegalStateException(name + ": not among " + result.getSecondaryResults());
    }
    return found.getScore();
  }
}
