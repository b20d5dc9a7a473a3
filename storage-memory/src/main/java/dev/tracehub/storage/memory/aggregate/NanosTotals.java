/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.Arrays;

/** Sum, each as often as the row stands for, least and greatest of a span of time. */
final class NanosTotals implements Accumulator {

  private final NanosColumn column;
  private final ExactSums sums = new ExactSums();
  private long[] counts = new long[0];
  private long[] least = new long[0];
  private long[] greatest = new long[0];

  NanosTotals(NanosColumn column) {
    this.column = column;
  }

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    grow(rows.groupCount());
    NanosColumn.Reader reader = column.in(chunk);
    RowWeights weights = RowWeights.in(chunk);
    for (int i = 0; i < rows.size(); i++) {
      long nanos = reader.nanos(rows.row(i));
      if (nanos != NanosColumn.UNKNOWN) {
        int group = rows.group(i);
        long weight = weights.of(rows.row(i));
        sums.add(group, nanos, weight);
        counts[group] += weight;
        least[group] = Math.min(least[group], nanos);
        greatest[group] = Math.max(greatest[group], nanos);
      }
    }
  }

  /** How many spans have it. */
  long count(int group) {
    return counts[group];
  }

  double mean(int group) {
    return sums.doubleSum(group) / counts[group];
  }

  long least(int group) {
    return least[group];
  }

  long greatest(int group) {
    return greatest[group];
  }

  private void grow(int groups) {
    int before = counts.length;
    if (groups > before) {
      int length = Math.max(groups, 2 * before);
      sums.grow(length);
      counts = Arrays.copyOf(counts, length);
      greatest = Arrays.copyOf(greatest, length);
      least = Arrays.copyOf(least, length);
      Arrays.fill(least, before, length, Long.MAX_VALUE);
    }
  }
}
