/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.TraceId;
import dev.tracehub.storage.memory.column.TraceIndex;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counts distinct traces, exactly. */
final class DistinctTraces implements Accumulator {

  private static final int NOT_YET = -1;

  private final Map<TraceId, Integer> numbers = new HashMap<>();

  /** Group and number of the trace in one. */
  private final LongIds pairs = new LongIds();

  private long[] counts = new long[0];

  @Override
  public void add(Chunk<Span> chunk, Selection rows) {
    if (rows.groupCount() > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(rows.groupCount(), 2 * counts.length));
    }
    int[] heads = heads(chunk);
    int[] numberOfHead = new int[chunk.rows()];
    Arrays.fill(numberOfHead, NOT_YET);
    for (int i = 0; i < rows.size(); i++) {
      int head = heads[rows.row(i)];
      if (numberOfHead[head] == NOT_YET) {
        numberOfHead[head] = numbers.computeIfAbsent(trace(chunk, head), id -> numbers.size());
      }
      int before = pairs.size();
      pairs.idOf((long) rows.group(i) << 32 | numberOfHead[head]);
      counts[rows.group(i)] += pairs.size() - before;
    }
  }

  long count(int group) {
    return counts[group];
  }

  /** The first row of each row's trace, which stands for the trace within the chunk. */
  private static int[] heads(Chunk<Span> chunk) {
    int[] heads = new int[chunk.rows()];
    TraceIndex traces = chunk.traces();
    for (int slot = 0; slot < traces.slots(); slot++) {
      int head = traces.head(slot);
      for (int row = head; row >= 0; row = traces.next(row)) {
        heads[row] = head;
      }
    }
    return heads;
  }

  private static TraceId trace(Chunk<Span> chunk, int row) {
    return new TraceId(
        SpanNumber.TRACE_HIGH.in(chunk).get(row), SpanNumber.TRACE_LOW.in(chunk).get(row));
  }
}
