/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.ingest;

import dev.tracehub.clickhouse.local.LocalClickHouse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Measures a ClickHouse while spans come into one of its databases. */
final class ServerMeter {

  private static final long POLL_NANOS = 100_000_000;
  private static final long MERGES_NANOS = Duration.ofSeconds(20).toNanos();

  private final LocalClickHouse clickHouse;
  private final String database;
  private final OsProcess process;
  private final long spansBefore;
  private final double cpuBefore;
  private final long start;

  private ServerMeter(LocalClickHouse clickHouse, String database) throws IOException {
    this.clickHouse = clickHouse;
    this.database = database;
    this.process = new OsProcess(clickHouse.pid());
    awaitMerges();
    process.forgetPeak();
    this.spansBefore = spans();
    this.cpuBefore = process.cpuSeconds();
    this.start = System.nanoTime();
  }

  /** Begins when the server has nothing to merge. */
  static ServerMeter start(LocalClickHouse clickHouse, String database) throws IOException {
    return new ServerMeter(clickHouse, database);
  }

  /** Ends now, apart from merges that are due. */
  IntoClickHouse stop() throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    long spans = spans() - spansBefore;
    awaitMerges();
    return new IntoClickHouse(
        spans,
        seconds,
        process.cpuSeconds() - cpuBefore,
        0,
        0,
        number(
                "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = '"
                    + database
                    + "'")
            / spans(),
        process.peakMebibytes());
  }

  private long spans() throws IOException {
    return (long) number("SELECT count() FROM " + database + ".spans");
  }

  /** Merges follow one another: it is quiet when there is none for a while. */
  private void awaitMerges() throws IOException {
    long giveUp = System.nanoTime() + MERGES_NANOS;
    for (int quiet = 0;
        quiet < 5 && System.nanoTime() < giveUp;
        LockSupport.parkNanos(POLL_NANOS)) {
      quiet = number("SELECT count() FROM system.merges") == 0 ? quiet + 1 : 0;
    }
  }

  private double number(String sql) throws IOException {
    return Double.parseDouble(clickHouse.endpoint().query(sql));
  }
}
