/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.filter;

/** A condition on the rows of one chunk. Not thread-safe. */
public interface RowPredicate {

  /** Holds for every row. */
  RowPredicate ALWAYS = row -> true;

  /** Holds for no row. */
  RowPredicate NEVER = row -> false;

  /** Whether it holds for a row. */
  boolean test(int row);

  /** The opposite. */
  default RowPredicate negated() {
    if (this == ALWAYS) {
      return NEVER;
    }
    return this == NEVER ? ALWAYS : row -> !test(row);
  }
}
