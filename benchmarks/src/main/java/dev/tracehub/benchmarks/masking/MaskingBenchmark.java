/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.masking;

import dev.tracehub.benchmarks.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Masks batches of spans by several policies, and looks for finds in files of ordinary text. */
@Command(
    name = "masking",
    description = "What masking costs, and what it finds in ordinary texts.",
    mixinStandardHelpOptions = true)
public final class MaskingBenchmark implements Callable<Integer> {

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "Seconds per row, after as many of warm-up.")
  private int seconds = 3;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description = "Ordinary text; what is found in it is listed by family. May be repeated.")
  private List<Path> texts = new ArrayList<>();

  @Option(names = "--show", description = "Also prints what is found in the texts.")
  private boolean show;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    out.println(Machine.describe());
    if (texts.isEmpty()) {
      new CostRun(seconds, out).run();
    }
    for (Path text : texts) {
      new FalsePositives(show, out).report(text.toString(), Files.readAllBytes(text));
    }
    return 0;
  }
}
