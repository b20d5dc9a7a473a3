/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.LatencyHistogram;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.Arrays;

/**
 * Histograms of a span of time by group. Only the buckets that a group has are kept: a thousand
 * buckets for each of a hundred thousand groups would not fit.
 */
final class Percentiles implements Accumulator {

  private final NanosColumn column;

  /** Group and bucket in one number. */
  private final LongIds cells = new LongIds();

  private long[] counts = new long[1024];
  private int[] cellsByGroup = new int[0];
  private int[] firstCells = new int[1];

  Percentiles(NanosColumn column) {
    this.column = column;
  }

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    NanosColumn.Reader reader = column.in(chunk);
    RowWeights weights = RowWeights.in(chunk);
    for (int i = 0; i < rows.size(); i++) {
      long nanos = reader.nanos(rows.row(i));
      if (nanos != NanosColumn.UNKNOWN) {
        long cell = (long) rows.group(i) << 32 | LatencyHistogram.bucketOf(nanos);
        count(cell, weights.of(rows.row(i)));
      }
    }
  }

  /**
   * The percentile of a group in nanoseconds; NaN when no row of it has the time. To be asked after
   * all rows were added.
   */
  double percentile(int group, double fraction) {
    if (cellsByGroup.length == 0) {
      sortCells();
    }
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = firstCell(group); i < firstCell(group + 1); i++) {
      int cell = cellsByGroup[i];
      histogram.addCount((int) cells.keyOf(cell), counts[cell]);
    }
    return histogram.percentile(fraction);
  }

  /** Sorts the cells by group, by counting. */
  private void sortCells() {
    int groups = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      groups = Math.max(groups, groupOf(cell) + 1);
    }
    firstCells = new int[groups + 1];
    for (int cell = 0; cell < cells.size(); cell++) {
      firstCells[groupOf(cell) + 1]++;
    }
    Arrays.parallelPrefix(firstCells, Integer::sum);
    int[] next = firstCells.clone();
    cellsByGroup = new int[cells.size()];
    for (int cell = 0; cell < cells.size(); cell++) {
      cellsByGroup[next[groupOf(cell)]++] = cell;
    }
  }

  private int firstCell(int group) {
    return firstCells[Math.min(group, firstCells.length - 1)];
  }

  private int groupOf(int cell) {
    return (int) (cells.keyOf(cell) >>> 32);
  }

  private void count(long cell, long times) {
    int id = cells.idOf(cell);
    if (id == counts.length) {
      counts = Arrays.copyOf(counts, 2 * id);
    }
    counts[id] += times;
  }
}
