/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

import dev.tracehub.storage.memory.column.DictionaryColumn;
import dev.tracehub.storage.memory.schema.SpanText;
import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A condition on a text column: asked once of each distinct value, however many rows and chunks
 * hold it. Not thread-safe.
 */
final class TextFilter implements ColumnFilter {

  /** Columns of ids have more values than are worth remembering. */
  private static final int MAX_REMEMBERED = 100_000;

  private final SpanText column;
  private final Predicate<Object> test;
  private final Map<Object, Boolean> answers = new HashMap<>();

  TextFilter(SpanText column, Predicate<Object> test) {
    this.column = column;
    this.test = test;
  }

  @Override
  public RowPredicate bind(Chunk<Span> chunk) {
    DictionaryColumn values = column.in(chunk);
    boolean[] holds = new boolean[values.size()];
    int holding = 0;
    for (int code = 0; code < holds.length; code++) {
      holds[code] = answer(values.value(code));
      holding += holds[code] ? 1 : 0;
    }
    if (holding == 0) {
      return RowPredicate.NEVER;
    }
    return holding == holds.length ? RowPredicate.ALWAYS : row -> holds[values.code(row)];
  }

  private boolean answer(Object value) {
    Boolean known = answers.get(value);
    if (known != null) {
      return known;
    }
    boolean answer = test.test(value);
    if (answers.size() < MAX_REMEMBERED) {
      answers.put(value, answer);
    }
    return answer;
  }
}
