/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.SampleWeights;
import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;

/**
 * How often the rows of a chunk count.
 *
 * @param weights how many spans each row stands for
 * @param traceSpans how many spans the trace of each had
 * @param allOne whether each stands for itself alone
 */
record RowWeights(LongColumn weights, LongColumn traceSpans, boolean allOne) {

  static RowWeights in(Chunk<Span> chunk) {
    LongColumn weights = SpanNumber.SAMPLE_WEIGHT.in(chunk);
    boolean allOne = weights.isConstant() && chunk.rows() > 0 && weights.get(0) == 1;
    return new RowWeights(weights, SpanNumber.SAMPLE_TRACE_SPANS.in(chunk), allOne);
  }

  /** How many spans a row stands for. */
  long of(int row) {
    return allOne ? 1 : weights.get(row);
  }

  /** What a row adds to the variance of a count. */
  double spread(int row) {
    return allOne ? 0 : SampleWeights.spread(weights.get(row), traceSpans.get(row));
  }
}
