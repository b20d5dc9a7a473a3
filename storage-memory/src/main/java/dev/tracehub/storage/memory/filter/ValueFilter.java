/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import dev.tracehub.storage.Filter;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.Optional;
import java.util.function.Predicate;

/** A condition on a field that a column holds as numbers. */
record ValueFilter(ColumnValues values, Predicate<Optional<Filter.Value>> test)
    implements ColumnFilter {

  @Override
  public RowPredicate bind(Chunk<Span> chunk) {
    return row -> test.test(values.value(chunk, row));
  }
}
