/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import java.util.Locale;

/**
 * What one load gave.
 *
 * @param outcome what the senders saw
 * @param use what the server used for it
 */
record Line(LoadRun.Outcome outcome, ProcessUse use) {

  static final String HEADINGS =
      String.format(
          Locale.ROOT,
          "%-34s %10s %8s %10s %12s %9s %18s %22s",
          "",
          "spans/s",
          "MB/s",
          "CPU s/M",
          "spans/core-s",
          "B/span",
          "call p50/p99 ms",
          "half load p50/p99 ms");

  long spansPerSecond() {
    return (long) (outcome.spans() / outcome.seconds());
  }

  String text(String label) {
    double cpuSeconds = use.cpuNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "%-34s %10d %8.1f %10.2f %12d %9d %18s",
        label,
        spansPerSecond(),
        outcome.bytes() / outcome.seconds() / 1e6,
        cpuSeconds / outcome.spans() * 1e6,
        (long) (outcome.spans() / cpuSeconds),
        use.allocatedBytes() / Math.max(1, outcome.spans()),
        latencies().strip());
  }

  String latencies() {
    return String.format(
        Locale.ROOT,
        "%22s",
        String.format(
            Locale.ROOT,
            "%.1f / %.1f",
            outcome.latencies().percentileMillis(0.5),
            outcome.latencies().percentileMillis(0.99)));
  }
}
