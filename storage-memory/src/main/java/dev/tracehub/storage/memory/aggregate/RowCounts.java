/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.filter.ColumnFilter;
import dev.tracehub.storage.memory.filter.RowPredicate;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.Arrays;

/** Counts rows that meet a condition, each as often as it stands for. */
final class RowCounts implements Accumulator {

  private final ColumnFilter condition;
  private final Variances variances = new Variances();
  private long[] counts = new long[0];

  RowCounts(ColumnFilter condition) {
    this.condition = condition;
  }

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    if (rows.groupCount() > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(rows.groupCount(), 2 * counts.length));
    }
    variances.grow(rows.groupCount());
    RowPredicate predicate = condition.bind(chunk);
    if (predicate == RowPredicate.NEVER) {
      return;
    }
    RowWeights weights = RowWeights.in(chunk);
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.row(i);
      if (predicate.test(row)) {
        counts[rows.group(i)] += weights.of(row);
        variances.add(rows.group(i), weights.spread(row), 1);
      }
    }
  }

  long count(int group) {
    return counts[group];
  }

  double variance(int group) {
    return variances.of(group);
  }
}
