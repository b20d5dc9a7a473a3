/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;

/**
 * A filter that was made ready once per question and is bound to each chunk that the question
 * reads. Not thread-safe: it remembers what it found out about values.
 */
public interface ColumnFilter {

  /** The condition on the rows of a chunk. */
  RowPredicate bind(Chunk<Span> chunk);
}
