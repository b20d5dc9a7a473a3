/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The spans that every layout is filled with: made once by the server, 30 days of 20 projects of
 * unequal size. What is there already is not made again.
 */
final class SourceData {

  /** Where the newest span lies. */
  static final String END = "2026-11-21T00:00:00Z";

  private static final int DAYS = 30;
  private static final int SPANS_PER_TRACE = 8;
  private static final long CHUNK = 800_000;
  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-10-22");

  /** One thread and small blocks: the server stays within its memory. */
  private static final String SMALL_BLOCKS =
      "\nSETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = 8192,"
          + " min_insert_block_size_rows = 65536, min_insert_block_size_bytes = 67108864";

  private final Server server;
  private final long spans;
  private final PrintStream out;

  SourceData(Server server, long spans, PrintStream out) {
    this.server = server;
    this.spans = spans;
    this.out = out;
  }

  /** Makes the spans. */
  void make() {
    SqlFile.statements("source.sql").forEach(server::run);
    for (long from = rows("source.spans"); from < spans; from += CHUNK) {
      server.run(
          SqlFile.read("fill.sql").strip() + SMALL_BLOCKS,
          Map.of(
              "traces", Long.toString(spans / SPANS_PER_TRACE),
              "from", Long.toString(from),
              "count", Long.toString(Math.min(CHUNK, spans - from))));
      out.printf("made %,d of %,d spans%n", Math.min(from + CHUNK, spans), spans);
    }
  }

  /** Fills a layout, day by day. */
  void fill(Layout layout) {
    if (isFilled(layout)) {
      return;
    }
    for (String tables : layout.tables()) {
      SqlFile.statements(tables).forEach(server::run);
    }
    long start = System.nanoTime();
    for (int day = 0; day <= DAYS; day++) {
      Map<String, String> parameters = Map.of("day", FIRST_DAY.plusDays(day).toString());
      for (String fill : layout.fills()) {
        server.run(SqlFile.read(fill).strip() + SMALL_BLOCKS, parameters);
      }
    }
    out.printf(
        "filled %s in %d s%n", layout.database(), (System.nanoTime() - start) / 1_000_000_000);
    for (String table : tables(layout)) {
      server.run("OPTIMIZE TABLE " + layout.database() + "." + table);
    }
  }

  private boolean isFilled(Layout layout) {
    return server.number(
            "SELECT ifNull(max(r), 0) FROM (SELECT sum(rows) AS r FROM system.parts WHERE active AND database = '"
                + layout.database()
                + "' GROUP BY table)")
        >= spans;
  }

  private List<String> tables(Layout layout) {
    return server
        .run(
            "SELECT name FROM system.tables WHERE database = '"
                + layout.database()
                + "' AND engine LIKE '%MergeTree'")
        .lines()
        .toList();
  }

  private long rows(String table) {
    return server.number("SELECT count() FROM " + table);
  }
}
