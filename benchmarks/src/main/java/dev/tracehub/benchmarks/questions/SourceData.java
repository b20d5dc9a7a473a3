/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.benchmarks.questions;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fills every layout with the same spans: the server makes those of a day, 20 projects of unequal
 * size, and each layout takes them from there. A day that a layout has is not filled again.
 */
final class SourceData {

  static final int DAYS = 30;

  /** The first instant after the newest span. */
  static final LocalDate END = LocalDate.parse("2026-11-21");

  private static final int SPANS_PER_TRACE = 8;
  private static final LocalDate FIRST_DAY = END.minusDays(DAYS);

  /** Blocks as large as ours are, in the same order each time, with little memory. */
  private static final String BLOCKS =
      "\nSETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = 8192,"
          + " min_insert_block_size_rows = 49152, min_insert_block_size_bytes = 268435456,"
          + " async_insert = 0, insert_deduplicate = 1,"
          + " deduplicate_blocks_in_dependent_materialized_views = 1,"
          + " insert_deduplication_token = '%s'";

  private final Server server;
  private final long traces;
  private final PrintStream out;

  SourceData(Server server, long spans, PrintStream out) {
    this.server = server;
    this.traces = spans / SPANS_PER_TRACE / DAYS;
    this.out = out;
  }

  /** How many spans there are when all are there. */
  long spans() {
    return traces * SPANS_PER_TRACE * DAYS;
  }

  /**
   * Fills what is missing; all of it may take hours.
   *
   * @param most how many days to fill at most
   * @return whether nothing is missing any more
   */
  boolean fill(int most) {
    SqlFile.statements("source.sql").forEach(server::run);
    for (Layout layout : Layout.values()) {
      for (String tables : layout.tables()) {
        SqlFile.statements(tables).forEach(server::run);
      }
    }
    int filled = 0;
    for (int day = 0; day < DAYS && filled < most; day++) {
      long start = System.nanoTime();
      if (fillDay(day)) {
        filled++;
        out.printf(
            "day %d of %d in %d s%n",
            day + 1, DAYS, Duration.ofNanos(System.nanoTime() - start).toSeconds());
      }
    }
    boolean whole = count("source.days") == (long) DAYS * Layout.values().length;
    if (whole) {
      server.run("TRUNCATE TABLE source.spans");
    }
    return whole;
  }

  /** Whether the day was missing in a layout. */
  private boolean fillDay(int day) {
    List<Layout> missing =
        Stream.of(Layout.values())
            .filter(
                layout ->
                    count("source.days WHERE layout = '" + layout.database() + "' AND day = " + day)
                        == 0)
            .toList();
    if (missing.isEmpty()) {
      return false;
    }
    make(day);
    missing.parallelStream().forEach(layout -> fill(layout, day));
    return true;
  }

  private void fill(Layout layout, int day) {
    if (layout == Layout.OTEL_TRACES) {
      // It remembers no blocks: what an interrupted run left would stay beside its repetition.
      server.run("ALTER TABLE otel.otel_traces DROP PARTITION '" + FIRST_DAY.plusDays(day) + "'");
    }
    for (String file : layout.fills()) {
      server.run(
          SqlFile.read(file).strip() + BLOCKS.formatted(file + day),
          Map.of("day", Integer.toString(day)));
    }
    server.run("INSERT INTO source.days VALUES ('" + layout.database() + "', " + day + ")");
  }

  /** Makes the spans of a day unless they are the ones that are there. */
  private void make(int day) {
    if (count("source.spans WHERE day = " + day) == traces * SPANS_PER_TRACE) {
      return;
    }
    server.run("TRUNCATE TABLE source.spans");
    server.run(
        SqlFile.read("fill.sql").strip() + "\nSETTINGS max_threads = 2, max_block_size = 8192",
        Map.of(
            "day", Integer.toString(day),
            "begin", FIRST_DAY.plusDays(day) + " 00:00:00",
            "from_trace", Long.toString(traces * day),
            "traces", Long.toString(traces)));
  }

  /** Merges every part of every layout, so that none is better settled than another. */
  void settle() {
    for (Layout layout : Layout.values()) {
      long start = System.nanoTime();
      for (String table : tables(layout)) {
        server.run(
            "OPTIMIZE TABLE "
                + layout.database()
                + "."
                + table
                + " FINAL SETTINGS optimize_skip_merged_partitions = 1");
      }
      out.printf(
          "settled %s in %d s%n",
          layout.database(), Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }
  }

  private List<String> tables(Layout layout) {
    return server
        .run(
            "SELECT name FROM system.tables WHERE database = '"
                + layout.database()
                + "' AND engine LIKE '%MergeTree' ORDER BY name")
        .lines()
        .toList();
  }

  private long count(String from) {
    return server.number("SELECT count() FROM " + from);
  }
}
