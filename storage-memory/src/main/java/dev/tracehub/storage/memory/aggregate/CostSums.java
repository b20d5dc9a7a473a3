/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.schema.CostColumn;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.schema.SpanSchema;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Adds up costs, exactly, over spans whose usage counts, each as often as it stands for. */
final class CostSums implements Accumulator {

  private final ExactSums units = new ExactSums();
  private final Map<Integer, BigDecimal> rest = new HashMap<>();
  private final Variances variances = new Variances();
  private final BitSet known = new BitSet();

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    units.grow(rows.groupCount());
    variances.grow(rows.groupCount());
    RowWeights weights = RowWeights.in(chunk);
    LongColumn states = SpanNumber.COST_STATE.in(chunk);
    LongColumn costs = SpanNumber.COST.in(chunk);
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.row(i);
      int state = states.getInt(row);
      if (state == CostColumn.NONE || chunk.mark(row) != SpanSchema.COUNTED) {
        continue;
      }
      if (state == CostColumn.EXACT) {
        known.set(rows.group(i));
        units.add(rows.group(i), costs.get(row), weights.of(row));
        variances.add(rows.group(i), weights.spread(row), CostColumn.usd(costs.get(row)));
      } else if (state == CostColumn.IN_RECORD) {
        known.set(rows.group(i));
        BigDecimal cost = CostColumn.inRecord(chunk, row);
        BigDecimal weighted = cost.multiply(BigDecimal.valueOf(weights.of(row)));
        rest.merge(rows.group(i), weighted, BigDecimal::add);
        variances.add(rows.group(i), weights.spread(row), cost.doubleValue());
      }
    }
  }

  /** Whether a span of the group has a known cost. */
  boolean isKnown(int group) {
    return known.get(group);
  }

  double variance(int group) {
    return variances.of(group);
  }

  /** The sum of a group. */
  BigDecimal sum(int group) {
    return new BigDecimal(units.sum(group), CostColumn.SCALE)
        .add(rest.getOrDefault(group, BigDecimal.ZERO));
  }
}
