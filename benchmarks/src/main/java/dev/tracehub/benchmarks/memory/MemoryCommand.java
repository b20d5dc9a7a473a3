/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.memory;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench memory}: how the memory store answers a million spans. */
@Command(
    name = "memory",
    description =
        "Loads the memory store and times its answers. Give it heap: TRACEHUB_JAVA_OPTS=-Xmx4g.",
    mixinStandardHelpOptions = true)
public final class MemoryCommand implements Callable<Integer> {

  @Option(names = "--spans", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}")
  private String spans = "1000000";

  @Option(names = "--span-bytes", defaultValue = "1024", description = "Default: ${DEFAULT-VALUE}")
  private String spanBytes = "1024";

  @Override
  public Integer call() {
    MemoryStoreBenchmark.main(new String[] {"--spans", spans, "--span-bytes", spanBytes});
    return 0;
  }
}
