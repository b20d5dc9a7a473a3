/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a process has used so far.
 *
 * @param cpuNanos processor time of all its threads
 * @param allocatedBytes bytes that its living threads allocated
 * @param compileMillis time that the just-in-time compiler took
 */
record ProcessUse(long cpuNanos, long allocatedBytes, long compileMillis) {

  static ProcessUse now() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long allocated = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      allocated += Math.max(0, bytes);
    }
    return new ProcessUse(
        system.getProcessCpuTime(),
        allocated,
        ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
  }

  static ProcessUse parse(String line) {
    String[] parts = line.split(" ", -1);
    return new ProcessUse(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  ProcessUse minus(ProcessUse earlier) {
    return new ProcessUse(
        cpuNanos - earlier.cpuNanos,
        allocatedBytes - earlier.allocatedBytes,
        compileMillis - earlier.compileMillis);
  }

  @Override
  public String toString() {
    return cpuNanos + " " + allocatedBytes + " " + compileMillis;
  }
}
