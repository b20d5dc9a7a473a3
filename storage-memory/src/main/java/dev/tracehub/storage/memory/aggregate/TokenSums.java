/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.StorageException;
import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;

/** Adds up tokens of one kind over spans whose usage counts, each as often as it stands for. */
final class TokenSums implements Accumulator {

  private final SpanNumber column;
  private final ExactSums sums = new ExactSums();
  private final Variances variances = new Variances();

  TokenSums(SpanNumber column) {
    this.column = column;
  }

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    sums.grow(rows.groupCount());
    variances.grow(rows.groupCount());
    RowWeights weights = RowWeights.in(chunk);
    LongColumn tokens = column.in(chunk);
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.row(i);
      long value = tokens.get(row);
      if (value != SpanNumber.NO_TOKENS && chunk.mark(row) == SpanSchema.COUNTED) {
        sums.add(rows.group(i), value - 1, weights.of(row));
        variances.add(rows.group(i), weights.spread(row), (double) (value - 1));
      }
    }
  }

  /** The sum of a group; refuses one that the answer's type cannot hold. */
  long sum(int group) {
    if (!sums.isLong(group)) {
      throw StorageException.invalid(
          "measures: the sum of " + column + " is " + sums.sum(group) + " (expected: < 2^63)");
    }
    return sums.longSum(group);
  }

  double variance(int group) {
    return variances.of(group);
  }
}
