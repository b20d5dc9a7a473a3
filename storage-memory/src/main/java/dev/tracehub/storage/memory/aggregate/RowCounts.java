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

/** Counts rows that meet a condition. */
final class RowCounts implements Accumulator {

  private final ColumnFilter condition;
  private long[] counts = new long[0];

  RowCounts(ColumnFilter condition) {
    this.condition = condition;
  }

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    if (rows.groupCount() > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(rows.groupCount(), 2 * counts.length));
    }
    RowPredicate predicate = condition.bind(chunk);
    if (predicate == RowPredicate.NEVER) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (predicate.test(rows.row(i))) {
        counts[rows.group(i)]++;
      }
    }
  }

  long count(int group) {
    return counts[group];
  }
}
