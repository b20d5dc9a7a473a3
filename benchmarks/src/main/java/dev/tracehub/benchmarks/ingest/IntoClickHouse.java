/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

/**
 * What it took to bring spans into ClickHouse.
 *
 * @param spans how many
 * @param seconds until the last one was stored
 * @param serverCpuSeconds processor time of ClickHouse, until it had nothing left to merge
 * @param collectorCpuSeconds processor time of the collector; 0 without one
 * @param wireBytes bytes of the inserts; 0 when nobody counted them
 * @param diskBytes bytes that the database has on disk for each of its spans
 * @param serverPeakMebibytes the most memory that ClickHouse had meanwhile
 */
record IntoClickHouse(
    long spans,
    double seconds,
    double serverCpuSeconds,
    double collectorCpuSeconds,
    long wireBytes,
    double diskBytes,
    long serverPeakMebibytes) {

  private static final String ROW = "%-42s %9s %12s %12s %8s %8s %10s%n";

  static void printHead() {
    System.out.printf(
        "%n" + ROW, "", "spans/s", "collector", "ClickHouse", "wire", "disk", "ClickHouse");
    System.out.printf(ROW, "", "", "CPU s/M", "CPU s/M", "B/span", "B/span", "peak MiB");
  }

  double rate() {
    return spans / seconds;
  }

  IntoClickHouse withWireBytes(long bytes) {
    return new IntoClickHouse(
        spans,
        seconds,
        serverCpuSeconds,
        collectorCpuSeconds,
        bytes,
        diskBytes,
        serverPeakMebibytes);
  }

  IntoClickHouse withCollectorCpuSeconds(double cpu) {
    return new IntoClickHouse(
        spans, seconds, serverCpuSeconds, cpu, wireBytes, diskBytes, serverPeakMebibytes);
  }

  void print(String name) {
    System.out.printf(
        ROW,
        name,
        String.format("%,.0f", rate()),
        collectorCpuSeconds == 0 ? "" : String.format("%.1f", collectorCpuSeconds / spans * 1e6),
        String.format("%.1f", serverCpuSeconds / spans * 1e6),
        wireBytes == 0 ? "" : String.format("%.0f", (double) wireBytes / spans),
        String.format("%.1f", diskBytes),
        serverPeakMebibytes);
  }
}
