/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.memory;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a measurement was made. */
final class Machine {

  private static final int COLLECTIONS = 3;

  private Machine() {}

  static void print(PrintStream out) {
    Runtime runtime = Runtime.getRuntime();
    out.printf(
        "machine          %s, %d processors, heap %,d MB, Java %s, %s%n",
        processor(),
        runtime.availableProcessors(),
        runtime.maxMemory() >> 20,
        Runtime.version(),
        ManagementFactory.getGarbageCollectorMXBeans().get(0).getName());
  }

  /** Bytes of heap in use after a collection. */
  static long usedHeap() {
    for (int i = 0; i < COLLECTIONS; i++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Processor time that the process has used, in nanoseconds, on all its threads. */
  static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      // Not Linux: the architecture has to do.
      return System.getProperty("os.arch");
    }
  }
}
