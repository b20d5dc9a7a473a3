/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.aggregate;

import dev.tracehub.storage.memory.table.Chunk;
import dev.tracehub.v1.Span;

/** One key of a group: gives every row a code, and every code a text. Not thread-safe. */
interface GroupKey {

  /** The codes of the rows of a chunk. */
  RowCodes in(Chunk<Span> chunk);

  /** The text of a code. */
  String text(int code);

  /** The codes of the rows of one chunk. */
  interface RowCodes {

    /** How many codes a row has: one, unless the key is a list's. */
    default int count(int row) {
      return 1;
    }

    /** A code of a row. */
    int code(int row, int index);
  }
}
