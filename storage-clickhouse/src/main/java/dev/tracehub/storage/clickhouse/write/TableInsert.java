/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import dev.tracehub.storage.clickhouse.encode.RowBlock;
import dev.tracehub.storage.clickhouse.encode.RowLayout;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Rows of a block for one table that lie in one month. A block of late records may be of hundreds
 * of days, each of which is a part in every table: as one insert that took longer than a statement
 * may. No partition is larger than a month, so none gets rows of a block twice.
 *
 * @param part tells the inserts of a block into a table apart
 * @param layout the table
 * @param rows never empty
 */
record TableInsert<R>(String part, RowLayout<R> layout, List<R> rows) {

  private static final long DAY = Duration.ofDays(1).toNanos();

  /**
   * Adds the inserts of a table's rows, month by month.
   *
   * @param time what a row's partition depends on, in nanoseconds since the epoch
   */
  static <R> void add(
      List<TableInsert<?>> inserts,
      RowLayout<R> layout,
      Collection<R> rows,
      ToLongFunction<R> time) {
    Map<YearMonth, List<R>> months = new TreeMap<>();
    long day = -1;
    List<R> ofMonth = List.of();
    for (R row : rows) {
      long rowDay = time.applyAsLong(row) / DAY;
      if (rowDay != day) {
        day = rowDay;
        ofMonth =
            months.computeIfAbsent(
                YearMonth.from(LocalDate.ofEpochDay(day)), month -> new ArrayList<>());
      }
      ofMonth.add(row);
    }
    months.forEach((month, some) -> inserts.add(new TableInsert<>("/" + month, layout, some)));
  }

  RowBlock<R> block() {
    RowBlock<R> block = new RowBlock<>(layout);
    rows.forEach(block::add);
    return block;
  }
}
