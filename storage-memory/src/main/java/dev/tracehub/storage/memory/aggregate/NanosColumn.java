/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.column.LongColumn;
import dev.tracehub.storage.memory.schema.SpanNumber;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;

/** A span of time that rows have. */
enum NanosColumn {
  /** The duration; 0 where the end lies before the start. */
  LATENCY {
    @Override
    Reader in(Chunk<Span> chunk) {
      LongColumn ends = SpanNumber.END.in(chunk);
      return row -> Math.max(0, ends.get(row) - chunk.time(row));
    }
  },
  /** The time to the first token. */
  TTFT {
    @Override
    Reader in(Chunk<Span> chunk) {
      LongColumn nanos = SpanNumber.TTFT.in(chunk);
      return row -> {
        long value = nanos.get(row);
        return value == 0 ? UNKNOWN : value;
      };
    }
  };

  /** The row does not have it. */
  static final long UNKNOWN = -1;

  /** Reads a row. */
  interface Reader {
    long nanos(int row);
  }

  abstract Reader in(Chunk<Span> chunk);
}
